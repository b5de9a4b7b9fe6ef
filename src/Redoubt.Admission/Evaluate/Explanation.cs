using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Mutate;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Admission.Evaluate;

/// <summary>One expression as it was evaluated.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Name">The name of a variable; empty for any other expression.</param>
/// <param name="Value">What it gave, as text.</param>
/// <param name="Cost">What it cost, in the API server's units.</param>
/// <param name="Reads">What it read.</param>
public sealed record EvaluatedExpression(PolicyText Expression, string Name, string Value, long Cost, ImmutableArray<ReadValue> Reads);

/// <summary>A value that an expression read.</summary>
/// <param name="Path">As the expression names it: <c>object.spec.replicas</c>.</param>
/// <param name="Value">The value as text; <c>absent</c> if it is not there.</param>
/// <param name="At">Where it stands; no value for what stands nowhere.</param>
public sealed record ReadValue(string Path, string Value, Node At);

/// <summary>Notes what is evaluated.</summary>
internal sealed class Explanation
{
    private const int LongestValue = 120;

    private readonly List<EvaluatedExpression> _all = [];

    public ImmutableArray<EvaluatedExpression> All => [.. _all];

    public void Note(CompiledExpression expression, string name, CelValue value, long cost, CelFrame frame) => _all.Add(new EvaluatedExpression(
        expression.Source, name, Text(value), cost, [.. Paths(expression.Program!).Select(path => Read(path, frame))]));

    // What is read of each element of a list is seen in the list.
    private static IEnumerable<CelPath> Paths(CelProgram program) => program.AttributePaths
        .Where(path => path.Variable != "variables")
        .Select(path => path with { Steps = [.. path.Steps.TakeWhile(step => step != CelPath.Every)] })
        .Distinct();

    private static ReadValue Read(CelPath path, CelFrame frame)
    {
        var value = frame[path.Variable];
        foreach (var step in path.Steps)
        {
            value = value.Kind == CelKind.Map ? value.Field(step) : default;
        }

        return new ReadValue(path.ToString(), Text(value), TapeValues.NodeOf(value));
    }

    private static string Text(CelValue value)
    {
        var text = value.Kind switch
        {
            CelKind.Absent => "absent",
            CelKind.Error => value.AsError().Message,
            CelKind.Unknown => "unknown: " + value.AsUnknown(),
            CelKind.Map or CelKind.List when PlainValue.Of(value) is { Kind: not CelKind.Error } plain => ObjectJson.Text(plain),
            _ => value.ToString(),
        };
        return text.Length > LongestValue ? text[..LongestValue] + "…" : text;
    }
}
