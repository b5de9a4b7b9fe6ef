using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Schema;

namespace Redoubt.Access.Resources;

/// <summary>A resource as rules name it.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural, as <c>pods</c>; <c>*</c> for every one.</param>
/// <param name="Subresource">The subresource; empty for none.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces; null where that is not known.</param>
public sealed record ResourceName(string Group, string Resource, string Subresource, bool? IsNamespaced)
{
    /// <summary>The resource as <c>kubectl auth can-i</c> writes it: <c>deployments.apps</c>, <c>pods/exec</c>.</summary>
    public override string ToString() => $"{Resource}{(Group.Length > 0 && Resource != "*" ? "." + Group : "")}{(Subresource.Length > 0 ? "/" + Subresource : "")}";
}

/// <summary>
/// The resources that are known: of the built-in kinds, of the definitions of custom kinds in the evidence, and those that exist only in rules.
/// Answers what a word on a command line means, in kubectl's own words.
/// </summary>
public sealed class ResourceIndex
{
    private const string Short = "short-names.txt";
    private readonly Dictionary<string, List<ResourceName>> _words = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="platform">The evidence, of which the definitions of custom kinds are read.</param>
    public ResourceIndex(Platform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        foreach (var definition in platform.Of(KnownKinds.CustomResourceDefinition))
        {
            var names = definition.Root["spec"]["names"];
            foreach (var kind in CrdSchema.Kinds(definition).Take(1).Where(kind => kind.Plural is not null))
            {
                var resource = new ResourceName(kind.Group, kind.Plural!, "", kind.Namespaced);
                Add(resource, [kind.Plural!, kind.Kind, names["singular"].AsString() ?? ""]);
                foreach (var name in names["shortNames"].Items)
                {
                    Add(resource, [name.AsString() ?? ""]);
                }
            }
        }

        foreach (var kind in FieldIndex.Default.Kinds.Where(kind => kind.Plural is not null && kind.Served.Removed is null && kind.Group != EvidenceKinds.Group))
        {
            Add(new ResourceName(kind.Group, kind.Plural!, "", kind.Namespaced), [kind.Plural!, kind.Kind]);
        }

        ReadShortNames();
    }

    /// <summary>All words that name a resource, for suggestions.</summary>
    public IEnumerable<string> Words => _words.Keys;

    /// <summary>Reads <c>RESOURCE[.GROUP][/SUBRESOURCE]</c>; a resource is named by its plural, its kind, its singular or a short name, <c>*</c> is every one.</summary>
    /// <param name="word">The word.</param>
    /// <param name="unknown">The part that names nothing, where something is wrong.</param>
    /// <returns>The resource; null if nothing of the name is known.</returns>
    public ResourceName? Find(string word, out string unknown)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        var (whole, subresource) = slash < 0 ? (word, "") : (word[..slash], word[(slash + 1)..]);
        var dot = whole.IndexOf('.', StringComparison.Ordinal);
        var (name, group) = dot < 0 ? (whole, null) : (whole[..dot], whole[(dot + 1)..]);
        unknown = name;
        if (name == "*")
        {
            return new ResourceName(group ?? "*", "*", subresource, null);
        }

        if (!_words.TryGetValue(name, out var known))
        {
            return null;
        }

        unknown = group is null ? "" : $"{name}.{group}";
        // Of several groups that have it, the core group, then those that have it from of old.
        var found = group is null ? known.MinBy(one => (one.Group.Length > 0, one.Group.Contains("events", StringComparison.Ordinal))) : known.Find(one => one.Group == group);
        return found is null ? null : found with { Subresource = subresource };
    }

    private void Add(ResourceName resource, IEnumerable<string> words)
    {
        foreach (var word in words.Where(word => word.Length > 0 && word != "-"))
        {
            if (!_words.TryGetValue(word, out var known))
            {
                _words.Add(word, known = []);
            }

            if (!known.Exists(one => one.Group == resource.Group && one.Resource == resource.Resource))
            {
                known.Add(resource);
            }
        }
    }

    private void ReadShortNames()
    {
        using var stream = typeof(ResourceIndex).Assembly.GetManifestResourceStream(Short)
            ?? throw new InvalidOperationException($"the program was built without `{Short}`");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(' ') is not [var plural, var groupWord, .. var words])
            {
                continue;
            }

            var group = groupWord == "-" ? "" : groupWord;
            var resource = _words.GetValueOrDefault(plural)?.Find(one => one.Group == group) ?? new ResourceName(group, plural, "", false);
            Add(resource, words.Append(plural));
        }
    }
}
