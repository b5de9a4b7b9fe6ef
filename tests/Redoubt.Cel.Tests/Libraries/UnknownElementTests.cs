namespace Redoubt.Cel.Tests.Libraries;

/// <summary>What the libraries say of lists that are known in part; `a` is [1, 2, unknown], `b` is [1, 2 and then who knows].</summary>
public sealed class UnknownElementTests
{
    private static readonly CelMissing Missing = new("x", "not collected");

    private static readonly CelEnvironment Language = CelLibraries.All
        .Aggregate(new CelEnvironmentBuilder(), (environment, library) => environment.Library(library))
        .Variable("a", CelType.AnyList)
        .Variable("b", CelType.AnyList)
        .Build();

    [Theory]
    [InlineData("sets.contains(a, [1])", "true")]
    [InlineData("sets.contains(a, [3])", "unknown")]
    [InlineData("sets.contains([1], a)", "false")]
    [InlineData("sets.contains([1, 2], b)", "unknown")]
    [InlineData("sets.contains([1], b)", "false")]
    [InlineData("sets.intersects(b, [2])", "true")]
    [InlineData("sets.intersects(b, [3])", "unknown")]
    [InlineData("sets.equivalent(a, [1])", "false")]
    [InlineData("sets.equivalent(a, [1, 2])", "unknown")]
    [InlineData("a.slice(0, 2) == [1, 2]", "true")]
    [InlineData("b.slice(0, 3)", "unknown")]
    [InlineData("b.slice(0, 2) == [1, 2]", "true")]
    [InlineData("a.reverse()", "unknown")]
    [InlineData("a.sort()", "unknown")]
    [InlineData("a.distinct()", "unknown")]
    [InlineData("math.greatest(dyn(b))", "unknown")]
    [InlineData("a.first().value() == 1", "true")]
    [InlineData("b.last()", "unknown")]
    public void An_answer_is_unknown_only_where_it_depends_on_what_is_missing(string expression, string expected)
    {
        var unknown = CelValue.Unknown(Missing);
        var rest = CelValue.Rest(CelUnknown.Of(Missing));
        var compiled = Language.Compile(expression);
        Assert.True(compiled.IsValid, string.Join("; ", compiled.Problems));
        var result = compiled.Program.Evaluate(
            ("a", CelValue.List(CelValue.Int(1), CelValue.Int(2), unknown)),
            ("b", CelValue.List(CelValue.Int(1), CelValue.Int(2), rest)));
        Assert.Equal(expected, result.Kind == CelKind.Unknown ? "unknown" : result.ToString());
    }
}
