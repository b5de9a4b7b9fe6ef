using System.Collections.Concurrent;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>
/// What is not known is never taken for anything: where a path is declared unknown, the verdict is unknown, or what it would be whatever
/// stood there. Asked of every control, over its examples, for every path that any example has or could have at that place.
/// </summary>
public sealed class UnknownLawTests
{
    // An object is known by these, and who owns whom is read from them: evidence that does not know them is of no object.
    private static readonly string[] Identity = ["apiVersion", "kind", "name", "namespace", "generateName", "ownerReferences", "uid"];

    private static readonly ConcurrentDictionary<(string Kind, string Path), HashSet<string>> Seen = Collect();

    public static TheoryData<string> Ids => [.. Repository.Catalog.Controls.Where(control => control.Target.For is not ["ambiguity"]).Select(control => control.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_is_not_known_is_taken_for_nothing(string id)
    {
        var control = Repository.Catalog.Find(id)!;
        var asked = 0;
        foreach (var example in control.Text.Examples)
        {
            var question = new UnknownQuestion(control, example);
            foreach (var path in question.Paths(Seen, Identity))
            {
                asked++;
                question.Ask(path, Seen);
            }
        }

        Assert.True(asked > 0 || control.Text.Examples.Count == 0);
    }

    /// <summary>Every value that an example of any control has, by kind and path.</summary>
    private static ConcurrentDictionary<(string Kind, string Path), HashSet<string>> Collect()
    {
        var seen = new ConcurrentDictionary<(string, string), HashSet<string>>();
        foreach (var document in Repository.Catalog.Controls.SelectMany(control => control.Text.Examples).SelectMany(example => ManifestMutations.Documents(example.Manifests)))
        {
            var kind = document["kind"]?.ToString() ?? "";
            foreach (var field in FieldPath.Below(document))
            {
                seen.GetOrAdd((kind, field.Pattern), _ => []).Add(field.Value?.ToJsonString() ?? "null");
            }
        }

        return seen;
    }
}
