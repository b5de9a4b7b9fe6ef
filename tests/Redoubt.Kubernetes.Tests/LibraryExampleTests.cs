using Redoubt.Cel;
using Redoubt.Kubernetes.Libraries;

namespace Redoubt.Kubernetes.Tests;

/// <summary>The examples that stand with the functions are their tests.</summary>
public sealed class LibraryExampleTests
{
    private static readonly CelLibrary[] Libraries =
    [
        UrlLibrary.Library, RegexLibrary.Library, ListsLibrary.Version(1), QuantityLibrary.Library, FormatLibrary.Library, SemverLibrary.Version(1),
        JsonPatchLibrary.Library, CelGoLibrary.Library,
    ];

    private static readonly CelEnvironment Language = new CelEnvironmentBuilder(KubernetesEnvironments.For(KubernetesEnvironments.Newest, ExpressionKind.Stored))
        .Library(JsonPatchLibrary.Library)
        .Build();

    public static TheoryData<string, string?> Examples
    {
        get
        {
            var examples = new TheoryData<string, string?>();
            foreach (var example in Libraries.SelectMany(library => library.Functions).SelectMany(function => function.Examples))
            {
                examples.Add(example.Expression, example.Value);
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_the_value_it_claims(string expression, string? value)
    {
        var compiled = Language.Compile(expression);
        if (value is null)
        {
            Assert.True(!compiled.IsValid || compiled.Program.Evaluate().Kind == CelKind.Error);
            return;
        }

        Assert.True(compiled.IsValid, string.Join("; ", compiled.Problems));
        Assert.Equal(Language.Compile(value).Program!.Evaluate(), compiled.Program.Evaluate());
    }

    [Fact]
    public void Every_function_of_a_library_has_an_example() =>
        Assert.Empty(Libraries.SelectMany(library => library.Functions).Where(function => function.Examples.IsEmpty).Select(function => function.Name));
}
