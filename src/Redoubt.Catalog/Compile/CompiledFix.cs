using Redoubt.Cel;
using Redoubt.Edit;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Catalog.Compile;

/// <summary>One edit of a fix.</summary>
/// <param name="Action">What happens.</param>
/// <param name="From">From where the path leads: a variable, <see cref="CompiledFix.Place"/>, or nothing for the subject or element.</param>
/// <param name="Path">The path from there.</param>
/// <param name="Json">The value, where it is always the same.</param>
/// <param name="Value">The value, where it is computed; null where it is not.</param>
internal sealed record FixTarget(EditAction Action, string From, NodePath Path, string Json, CelProgram? Value);

/// <summary>A fix whose paths are read and whose conditions are programs.</summary>
/// <param name="When">Where it fits; null means everywhere.</param>
/// <param name="Targets">The edits.</param>
/// <param name="Unsafe">What it may break; empty for nothing.</param>
internal sealed record CompiledFix(CelProgram? When, IReadOnlyList<FixTarget> Targets, string Unsafe)
{
    /// <summary>What a path begins with that leads from where the finding points.</summary>
    public const string Place = "place";

    private const string Field = "fix";

    /// <summary>What fits where this does not; null for nothing.</summary>
    public CompiledFix? Otherwise { get; private init; }

    /// <summary>The fix of a control; null where it has none that a program could write, or where it has problems.</summary>
    /// <param name="fix">As it is written.</param>
    /// <param name="environment">What <c>check</c> sees.</param>
    /// <param name="facts">The facts by name.</param>
    /// <param name="fields">Takes what is wrong.</param>
    public static CompiledFix? Of(ControlFix fix, CelEnvironment environment, FactTable facts, ControlFields fields)
    {
        if (fix.IsEmpty)
        {
            return null;
        }

        string[] variables = [.. environment.Variables.Select(variable => variable.Name), Place];
        var targets = new List<FixTarget>();
        foreach (var (path, json) in fix.Set)
        {
            Add(EditAction.Set, path, json, null);
        }

        foreach (var (path, cel) in fix.Compute)
        {
            Add(EditAction.Set, path, "", fields.Compile(Field, cel, environment, expected: null));
        }

        foreach (var (path, json) in fix.Add)
        {
            Add(EditAction.Add, path, json, null);
        }

        foreach (var path in fix.Remove)
        {
            Add(EditAction.Remove, path, "", null);
        }

        var when = fields.Compile(Field, fix.When, environment, CelType.Bool);
        var other = fix.Otherwise is { } more ? Of(more, environment, facts, fields) : null;
        return fields.IsSound ? new CompiledFix(when, targets, fix.Unsafe) { Otherwise = other } : null;

        void Add(EditAction action, string path, string json, CelProgram? value)
        {
            foreach (var at in AtPath.Read([path], variables, facts, problem => fields.Report(Field, problem), takesAny: action == EditAction.Remove))
            {
                targets.Add(new FixTarget(action, at.Variable, at.Path, json, value));
            }
        }
    }
}
