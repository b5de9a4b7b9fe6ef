namespace Redoubt.Cel.Tests.Libraries;

/// <summary>The examples that stand with the functions are their tests.</summary>
public sealed class ExampleTests
{
    private static readonly CelEnvironment Language = CelLibraries.All
        .Aggregate(new CelEnvironmentBuilder(), (environment, library) => environment.Library(library))
        .Build();

    public static TheoryData<string, string?> Examples
    {
        get
        {
            var examples = new TheoryData<string, string?>();
            foreach (var example in Language.Functions.SelectMany(function => function.Examples))
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
        var result = Evaluate(expression);
        if (value is null)
        {
            Assert.Equal(CelKind.Error, result.Kind);
            return;
        }
        Assert.Equal(Evaluate(value), result);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_as_what_reads_back_the_same(string expression, string? value)
    {
        var printed = Language.Compile(expression).Program!.Print();
        var again = Language.Compile(printed);
        Assert.True(again.IsValid, printed + ": " + string.Join("; ", again.Problems));
        Assert.Equal(printed, again.Program.Print());
        Assert.Equal(value is null ? CelKind.Error : Evaluate(value).Kind, again.Program.Evaluate().Kind);
    }

    [Fact]
    public void Every_function_of_a_library_has_an_example()
    {
        var without = CelLibraries.All.SelectMany(library => library.Functions).Where(function => function.Examples.IsEmpty);
        Assert.Empty(without.Select(function => function.Name));
    }

    [Fact]
    public void Overload_ids_are_unique_over_all_libraries()
    {
        var ids = Language.Functions.SelectMany(function => function.Overloads).Select(overload => overload.Id).ToArray();
        Assert.Empty(ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static CelValue Evaluate(string expression)
    {
        var compiled = Language.Compile(expression);
        Assert.True(compiled.IsValid, expression + ": " + string.Join("; ", compiled.Problems));
        return compiled.Program.Evaluate();
    }
}
