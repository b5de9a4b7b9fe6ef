using System.Collections.Immutable;
using Redoubt.Cel.Check;
using Redoubt.Cel.Estimate;
using Redoubt.Cel.Evaluate;
using Redoubt.Cel.Expand;
using Redoubt.Cel.Parse;
using Redoubt.Cel.Plan;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel;

/// <summary>A planned expression. Immutable; any number of threads may evaluate it, each with its own <see cref="CelFrame"/>.</summary>
public sealed class CelProgram
{
    private static readonly CelError TooCostly = new("the evaluation costs more than it may");
    private readonly PlannedTree _plan;
    private readonly ProgramText _text;

    internal CelProgram(CelEnvironment environment, ProgramText text, CelType type, PlannedTree plan)
    {
        Environment = environment;
        _text = text;
        _plan = plan;
        Type = type;
    }

    /// <summary>The environment that it was compiled in.</summary>
    public CelEnvironment Environment { get; }

    /// <summary>The text that was compiled.</summary>
    public string Text => _text.Text;

    /// <summary>The expression's type; <c>dyn</c> if it was not checked.</summary>
    public CelType Type { get; }

    /// <summary>
    /// What the expression reads: each variable with the constant selections on it, through <c>?.</c>, <c>[?]</c>, <c>has()</c> and loop
    /// variables. Only the longest path of each place is told.
    /// </summary>
    public ImmutableArray<CelPath> AttributePaths => _text.Paths;

    /// <summary>The variables that the expression reads, each once, sorted.</summary>
    public IEnumerable<string> FreeVariables => AttributePaths.Select(path => path.Variable).Distinct().Order(StringComparer.Ordinal);

    internal ParsedTree Tree => _text.Tree;

    internal PlanNode Root => _plan.Root;

    /// <summary>Evaluates with the variables of a frame of this program's environment. The result is data, an error or an unknown.</summary>
    public CelValue Evaluate(CelFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!ReferenceEquals(frame.Environment, Environment))
        {
            throw new ArgumentException("the frame belongs to another environment", nameof(frame));
        }

        var inner = frame.Inner;
        inner.Begin(_plan.Locals, Environment.Limits.Steps);
        var value = _plan.Root.Evaluate(inner);
        return inner.Recorder is { IsOver: true } ? CelValue.Error(TooCostly, _plan.Root.Id) : value;
    }

    /// <summary>Evaluates with variables by name; for one evaluation only, since it makes a frame.</summary>
    public CelValue Evaluate(params IEnumerable<(string Variable, CelValue Value)> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var frame = new CelFrame(Environment);
        foreach (var (variable, value) in variables)
        {
            frame[variable] = value;
        }

        return Evaluate(frame);
    }

    /// <summary>
    /// The least and the most that an evaluation can cost, as cel-go estimates it (<c>checker/cost.go</c>) for the sizes that are told. It
    /// is an estimate of the expression as written: the parts that are computed when it is planned count too. An expression whose types
    /// do not agree costs anything.
    /// </summary>
    public CelRange EstimateCost(CelSizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var types = Checker.Check(Environment.Names, Tree, null, Environment.Definitions.Names);
        return types.Problems.IsEmpty ? CostEstimator.Estimate(Environment.Names, types, Tree.Root, sizes) : CelRange.Unknown;
    }

    /// <summary>The place in <see cref="Text"/> where an error of this program arose; the whole text if it has none.</summary>
    public CelSpan Locate(CelValue error) =>
        error.Kind == CelKind.Error && Tree.TrySpan(error.ErrorNode, out var span) ? span : new CelSpan(0, Text.Length);

    /// <summary>The expression with all definitions expanded, as plain CEL.</summary>
    public string Print() => Unparser.Print(Tree.Root);

    /// <summary>
    /// As <see cref="Print()"/>, with free variables replaced by other expressions, for example <c>pod</c> by <c>variables.pod</c>. The
    /// replacements are CEL; one that does not parse is refused.
    /// </summary>
    public string Print(IReadOnlyDictionary<string, string> replacements)
    {
        ArgumentNullException.ThrowIfNull(replacements);
        return Unparser.Print(Definitions.Replace(Environment.Parts, Tree, replacements).Root);
    }
}
