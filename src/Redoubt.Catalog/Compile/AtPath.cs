using Redoubt.Evidence.Tapes;

namespace Redoubt.Catalog.Compile;

/// <summary>Where a finding points: a path from a variable.</summary>
/// <param name="Variable">The variable; empty for the element, or the subject where there is no <c>each</c>.</param>
/// <param name="Path">The path from there.</param>
internal sealed record AtPath(string Variable, NodePath Path)
{
    /// <summary>
    /// Reads the entries of <c>at:</c>. An entry that calls a fact stands for the fact's own places.
    /// </summary>
    /// <param name="entries">As written.</param>
    /// <param name="variables">The variables of the view.</param>
    /// <param name="facts">The facts by name.</param>
    /// <param name="problem">Takes what is wrong with an entry.</param>
    /// <param name="takesAny">Whether <c>[*]</c> may stand for each item of a list.</param>
    public static List<AtPath> Read(
        IEnumerable<string> entries, IReadOnlyCollection<string> variables, FactTable facts, Action<string> problem, bool takesAny = false)
    {
        var paths = new List<AtPath>();
        foreach (var entry in entries.SelectMany(facts.Places))
        {
            if (!(takesAny ? NodePath.TryParsePattern(entry, out var path) : NodePath.TryParse(entry, out path)))
            {
                problem($"`{entry}` is not a path, such as `securityContext.privileged` or `metadata.labels['a.b/c']`");
                continue;
            }

            var first = path.Steps.Count > 0 && path.Steps[0] is { Value: null, Index: < 0 } step ? step.Name! : "";
            paths.Add(variables.Contains(first) ? new AtPath(first, NodePath.Of(path.Steps.Skip(1))) : new AtPath("", path));
        }

        return paths;
    }
}
