using Redoubt.Catalog.Exceptions;
using Redoubt.Catalog.Files;
using Redoubt.Catalog.Owners;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog;

/// <summary>What <c>redoubt.yaml</c> says. Options on the command line win over it.</summary>
public sealed record Configuration
{
    /// <summary>Nothing said.</summary>
    public static readonly Configuration Empty = new();

    /// <summary>The target version of Kubernetes, as <c>1.33</c>; empty when not said.</summary>
    public string Kubernetes { get; init; } = "";

    /// <summary>From which severity on a finding fails the run; null when not said.</summary>
    public Severity? Gate { get; init; }

    /// <summary>Whether an unknown fails the run too.</summary>
    public bool GateUnknown { get; init; }

    /// <summary>The frameworks whose controls are asked; empty means all controls.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>Globs of control ids that are asked; empty means all.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Globs of control ids that are not asked.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Folders with controls, views and frameworks of one's own, from the file's folder.</summary>
    public IReadOnlyList<string> Catalogs { get; init; } = [];

    /// <summary>Is what is scanned all there is? Null leaves it to each source.</summary>
    public Scope? Scope { get; init; }

    /// <summary>Whether the roles and bindings that every API server makes at start are there beside what is scanned.</summary>
    public bool Bootstrap { get; init; }

    /// <summary>Values of controls' parameters as JSON, by control id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Json)>> Parameters { get; init; } =
        new Dictionary<string, IReadOnlyList<(string, string)>>();

    /// <summary>Who answers for what.</summary>
    public OwnerSettings Owners { get; init; } = OwnerSettings.None;

    /// <summary>Which findings may stay for now, and who may say so.</summary>
    public ExceptionSettings Exceptions { get; init; } = ExceptionSettings.None;

    /// <summary>The file as it was read: what is for rooms above this one they read themselves. No value where there is no file.</summary>
    public Node Root { get; init; }

    /// <summary>The names of controls and frameworks that it uses, with their places.</summary>
    public IReadOnlyList<ConfiguredName> Names { get; init; } = [];

    /// <summary>Looks whether the names mean something in a catalogue.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="problems">Takes the names that mean nothing, with their places.</param>
    public void Check(ControlCatalog catalog, ICollection<string> problems)
    {
        Exceptions.Check(catalog, problems);
        foreach (var name in Names)
        {
            if (ConfiguredName.Objection(name.Role, name.Text, catalog) is { } objection)
            {
                problems.Add((name.Place with { Reason = objection }).ToString());
            }
            else if (name.Role == NameRole.Include && name.Text.AsSpan().Trim('*').IsEmpty)
            {
                problems.Add((name.Place with { Reason = $"`{name.Text}` fits every control, as no `include` does: leave it out" }).ToString());
            }
        }
    }

    /// <summary>This configuration with the exceptions of a file of their own.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">Its text: a map with the field <c>exceptions</c>.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    public Configuration WithExceptions(string file, string text, ICollection<FilePlace> problems)
    {
        var found = new List<FilePlace>();
        var rules = ExceptionFile.Read(file, text, found);
        found.ForEach(problems.Add);
        return this with { Exceptions = Exceptions with { Rules = [.. Exceptions.Rules, .. rules] } };
    }

    /// <summary>Reads a configuration file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">What is wrong with it.</param>
    public static Configuration Read(string file, string text, out IReadOnlyList<FilePlace> problems)
    {
        var found = new List<FilePlace>();
        problems = found;
        return CatalogText.Read(file, text, found).FirstOrDefault() is { Exists: true } root ? ConfigurationFile.Read(file, root, found) : Empty;
    }
}
