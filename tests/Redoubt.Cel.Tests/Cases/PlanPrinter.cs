using System.Text;
using Redoubt.Cel.Evaluate;

namespace Redoubt.Cel.Tests.Cases;

/// <summary>A plan as indented lines.</summary>
internal sealed class PlanPrinter
{
    private readonly StringBuilder _text = new();

    public static string Print(PlanNode node)
    {
        var printer = new PlanPrinter();
        printer.Write(node, 0);
        return printer._text.ToString();
    }

    private void Write(PlanNode node, int depth)
    {
        var (label, children) = Describe(node);
        _text.Append(' ', depth * 2).Append(label).Append('\n');
        foreach (var child in children)
        {
            if (child is not null)
            {
                Write(child, depth + 1);
            }
        }
    }

    private static (string Label, IEnumerable<PlanNode?> Children) Describe(PlanNode node) => node switch
    {
        Folded folded => ($"constant {folded.Value}, folded", []),
        Constant constant => ($"constant {constant.Value}", []),
        Shortened shortened => ("shortened", [shortened.Quick]),
        Dyn dyn => ("dyn", [dyn.Operand]),
        Remembered part => ("remembered by text", [part.Text, part.Whole]),
        Failure failure => ($"failure: {failure.Message}", []),
        Variable variable => ($"variable {variable.Name}", []),
        Local local => ($"local {local.Name} in slot {local.Slot}", []),
        Bound bound => ($"bound {bound.Name} in slot {bound.Slot}", []),
        BoundValue value => ("value of a name", [value.Node]),
        TargetValue target => ("value of the target", [target.Call]),
        Selection selection => ("select " + string.Concat(selection.Steps.ToArray().Select(Show)), [selection.Root]),
        Presence presence => ($"has {presence.Step.Name}", [presence.Operand]),
        Indexing indexing => (indexing.IsOptional ? "index [?]" : "index []", [indexing.Operand, indexing.Key]),
        Junction junction => (junction.IsOr ? "or" : "and", [junction.Left, junction.Right]),
        Negation negation => ("not", [negation.Operand]),
        Conditional conditional => ("if", [conditional.Condition, conditional.Yes, conditional.No]),
        Equation equation => (equation.IsNegated ? "not equal" : "equal", [equation.Left, equation.Right]),
        Comparison comparison => ($"compare {comparison.Relation}", [comparison.Left, comparison.Right]),
        Membership membership => ("in", [membership.Item, membership.Container]),
        StringSet set => ($"in set {string.Join(", ", set.Strings.Order(StringComparer.Ordinal))}", [set.Item]),
        Operation operation => ($"{operation.Kind}", [operation.Left, operation.Right]),
        Minus minus => ("negate", [minus.Operand]),
        Otherwise otherwise => (otherwise.KeepsOptional ? "or else" : "or value", [otherwise.First, otherwise.Second]),
        Match match => ($"match {match.Pattern}", [match.Text]),
        Invocation call => ($"call {string.Join(" | ", call.Overloads.ToArray().Select(one => one.Id))}", call.Arguments),
        ListOf list => ("list", list.Items),
        MapOf map => ("map", [.. map.Keys.Zip(map.Values).SelectMany(pair => new[] { pair.First, pair.Second })]),
        Quantifier quantifier => (quantifier.IsExists ? "exists" : "all", [quantifier.Range, quantifier.Predicate]),
        ExactlyOne one => ("exactly one", [one.Range, one.Predicate]),
        Collect collect => ("collect", new PlanNode?[] { collect.Range, collect.Filter, collect.Value }),
        CollectMap collect => ("collect map", new PlanNode?[] { collect.Range, collect.Filter, collect.Key, collect.Value }),
        Let let => ("let", [let.Value, let.Body]),
        LetTarget target => ("let target", [target.Value, target.Body]),
        _ => (node.GetType().Name, []),
    };

    private static string Show(Step step) => (step.IsOptional ? "?" : "") + (step.Name is { } name ? "." + name : $"[{step.Key}]");
}
