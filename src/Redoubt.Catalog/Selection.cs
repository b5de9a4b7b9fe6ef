using Redoubt.Evidence.Patterns;

namespace Redoubt.Catalog;

/// <summary>Which controls of a catalogue a run asks.</summary>
public sealed record Selection
{
    /// <summary>Frameworks; empty means every control that a program can judge.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>Globs of ids; empty means all.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>The names among them that the configuration brought, which tells what is wrong with them by their place.</summary>
    public IReadOnlyList<ConfiguredName> Configured { get; init; } = [];

    /// <summary>Globs of ids to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>This selection where the command line says something, and what the configuration says elsewhere.</summary>
    /// <param name="configuration">The configuration.</param>
    public Selection Over(Configuration configuration) => new()
    {
        Frameworks = Frameworks.Count > 0 ? Frameworks : configuration.Frameworks,
        Include = Include.Count > 0 ? Include : configuration.Include,
        Exclude = [.. Exclude, .. configuration.Exclude],
        Configured = configuration.Names,
    };

    /// <summary>The controls, by id. One that only a person can judge is asked where a framework or its own id asks for it.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="problems">Takes the names that mean nothing, and that no control is left.</param>
    public IReadOnlyList<Control> Of(ControlCatalog catalog, ICollection<string> problems)
    {
        var before = problems.Count;
        Check(catalog, problems);
        var (include, exclude) = (Fitting(Include), Fitting(Exclude));
        HashSet<string> asked = [.. Include];
        HashSet<string> wanted = [.. catalog.Frameworks.Where(framework => Frameworks.Contains(framework.Id)).SelectMany(framework => framework.Entries).Select(entry => entry.Control)];
        Control[] controls = [.. catalog.Controls.Where(control =>
            (Frameworks.Count == 0 ? !control.IsManual || asked.Contains(control.Id) : wanted.Contains(control.Id))
            && (Include.Count == 0 || include(control.Id)) && !exclude(control.Id))];
        if (controls.Length == 0 && problems.Count == before)
        {
            problems.Add("no control is left to be asked: what is included is excluded too, or is in none of the frameworks");
        }

        return controls;
    }

    // Ids are looked up, whatever their number; patterns are tried one by one.
    private static Func<string, bool> Fitting(IReadOnlyList<string> patterns)
    {
        HashSet<string> ids = [.. patterns];
        Glob[] globs = [.. patterns.Where(pattern => Glob.FirstWild(pattern) >= 0).Select(pattern => new Glob(pattern))];
        return id => ids.Contains(id) || Array.Exists(globs, glob => glob.Fits(id));
    }

    private void Check(ControlCatalog catalog, ICollection<string> problems)
    {
        var names = Frameworks.Select(name => (NameRole.Framework, name)).Concat(Include.Select(name => (NameRole.Include, name))).Concat(Exclude.Select(name => (NameRole.Exclude, name)));
        foreach (var (role, name) in names)
        {
            if (!IsChecked(role, name) && ConfiguredName.Objection(role, name, catalog) is { } objection)
            {
                problems.Add(objection);
            }
        }
    }

    private bool IsChecked(NameRole role, string name) => Configured.Any(one => one.Role == role && one.Text == name);
}
