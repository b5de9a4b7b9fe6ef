using Redoubt.Cel.Parse;
using Redoubt.Cel.Tests.Cases;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Fuzz;

/// <summary>What holds for every text that may be an expression: problems have names and places, printing keeps the tree, folding the value.</summary>
internal static class CelLaws
{
    private static readonly (string Name, CelType Type, CelValue Value)[] Variables =
    [
        ("a", CelType.Dyn, CelValue.Int(1)),
        ("n", CelType.Int, CelValue.Int(-3)),
        ("s", CelType.String, CelValue.String("aé😀")),
        ("l", CelType.List(CelType.Int), CelValue.List(CelValue.Int(1), CelValue.Int(2))),
        ("m", CelType.Map(CelType.String, CelType.Dyn), CelValue.Map(("f", CelValue.Null))),
        ("u", CelType.Dyn, CelValue.Unknown(new CelMissing("u", "not collected"))),
    ];

    private static readonly CelEnvironment Environment = Variables
        .Aggregate(
            CelLibraries.All.Aggregate(new CelEnvironmentBuilder(), (builder, library) => builder.Library(library)),
            (builder, variable) => builder.Variable(variable.Name, variable.Type))
        .Limits(new CelLimits { Steps = 5_000, Size = 10_000, Nodes = 5_000 })
        .Build();

    public static bool Check(string text)
    {
        var tree = Parser.Parse(text, Environment.Parts);
        Problems(text, tree.Problems);
        if (!tree.Problems.IsEmpty)
        {
            return false;
        }

        foreach (var span in tree.Spans)
        {
            Language.Require(span.Start >= 0 && span.Length >= 0 && span.End <= text.Length, "a node outside the text");
        }

        Printed(tree);
        var result = Environment.Compile(text);
        Problems(text, result.Problems);
        Language.Require(result.IsValid == result.Problems.IsEmpty, "a program or problems, not both, not neither");
        Value(text);
        return !text.Contains("//", StringComparison.Ordinal); // whatever is done to a comment is well formed
    }

    private static void Printed(ParsedTree tree)
    {
        var printed = Unparser.Print(tree.Root);
        var again = Parser.Parse(printed, Environment.Parts);
        Language.Require(again.Problems.IsEmpty, $"what is printed does not parse: {printed}: {string.Join("; ", again.Problems)}");
        Language.Require(TreePrinter.Shape(tree) == TreePrinter.Shape(again), $"what is printed is another tree: {printed}");
        Language.Require(Unparser.Print(again.Root) == printed, $"what is printed is printed otherwise: {printed}");
    }

    private static void Value(string text)
    {
        var folded = Evaluate(text, fold: true);
        var unfolded = Evaluate(text, fold: false);
        Language.Require(folded.Kind == unfolded.Kind, $"folding changes the value: {folded}, not {unfolded}");
        Language.Require(folded.Kind == CelKind.Error || folded.ToString() == unfolded.ToString(), $"folding changes the value: {folded}, not {unfolded}");
    }

    private static CelValue Evaluate(string text, bool fold)
    {
        var program = Environment.Compile(text, new CelOptions { Check = false, Fold = fold }).Program
            ?? throw new InvalidOperationException("what parses does not become a program without checks");
        var value = program.Evaluate(Variables.Select(variable => (variable.Name, variable.Value)));
        Language.Require(value.Kind != CelKind.Absent, "an evaluation without a value");
        var place = program.Locate(value);
        Language.Require(place.Start >= 0 && place.End <= text.Length, "an error outside the text");
        return value;
    }

    private static void Problems(string text, IEnumerable<CelProblem> problems)
    {
        foreach (var problem in problems)
        {
            Language.Require(problem.Code.Length > 0 && problem.Message.Length > 0, "a problem without a name");
            Language.Require(problem.Span.Start >= 0 && problem.Span.Length >= 0 && problem.Span.End <= text.Length, $"a problem outside the text: {problem}");
        }
    }
}
