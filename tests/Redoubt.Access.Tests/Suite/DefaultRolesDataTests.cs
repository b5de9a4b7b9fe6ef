using Redoubt.Access.Defaults;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests.Suite;

/// <summary>The table of default roles is what Kubernetes' own files say.</summary>
[NeedsSuite("access")]
public sealed class DefaultRolesDataTests
{
    public static TheoryData<int> Versions => DefaultRolesTests.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void Each_version_has_just_the_objects_of_its_source(int minor)
    {
        var file = Path.Combine(TestFolders.Shared, "data", "bootstrap-rbac", $"1.{minor}.yaml");
        var source = DocumentReader.Read(file, File.ReadAllText(file)).Documents;

        Assert.Equal(Texts(source), Texts(DefaultRoles.Of(minor).Documents));
    }

    private static IEnumerable<string> Texts(IEnumerable<Document> documents) => documents.Select(document => $"{document.Key} {Canonical.Text(document.Root)}").Order(StringComparer.Ordinal);
}
