using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog;

/// <summary>Which controls of a catalogue a run asks.</summary>
public sealed record Selection
{
    /// <summary>Frameworks; empty means every control that a program can judge.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>Globs of ids; empty means all.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Globs of ids to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The controls, by id.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="problems">Takes the names that nothing fits.</param>
    public IReadOnlyList<Control> Of(ControlCatalog catalog, ICollection<string> problems)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Frameworks)
        {
            if (catalog.Frameworks.FirstOrDefault(framework => framework.Id == name) is not { } framework)
            {
                problems.Add($"`{name}` is no framework{Suggestion.Of(name, [.. catalog.Frameworks.Select(known => known.Id)])}");
                continue;
            }

            wanted.UnionWith(framework.Entries.Select(entry => entry.Control));
        }

        foreach (var pattern in Include.Concat(Exclude))
        {
            if (!catalog.Controls.Any(control => Glob.Fits(pattern, control.Id)))
            {
                problems.Add($"`{pattern}` fits no control{Suggestion.Of(pattern, [.. catalog.Controls.Select(control => control.Id)])}");
            }
        }

        return [.. catalog.Controls.Where(control =>
            (Frameworks.Count == 0 ? control.Rule.Manual.Length == 0 : wanted.Contains(control.Id))
            && (Include.Count == 0 || Glob.FitsAny(Include, control.Id))
            && !Glob.FitsAny(Exclude, control.Id))];
    }
}
