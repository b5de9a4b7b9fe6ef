using Redoubt.Evidence;

namespace Redoubt.Catalog.Owners;

/// <summary>
/// Owners by the entities of Backstage (<c>catalog-info.yaml</c>) in the evidence: an object is an entity's by the label
/// <c>backstage.io/kubernetes-id</c> or by the entity's label selector, else by the folder in which the entity stands.
/// </summary>
internal sealed class Backstage
{
    private const string Group = "backstage.io";
    private const string Id = "backstage.io/kubernetes-id";
    private const string Selector = "backstage.io/kubernetes-label-selector";

    private readonly Dictionary<string, string> _byId = new(StringComparer.Ordinal);
    private readonly List<((string Key, string Value)[] Labels, string Owner)> _bySelector = [];
    private readonly List<(string Folder, string Owner)> _byFolder = [];

    /// <summary>The entities of a platform that say who owns them.</summary>
    public Backstage(Platform platform, Func<string, string> files)
    {
        foreach (var entity in platform.Kinds.Where(kind => kind.Group == Group).SelectMany(platform.Of))
        {
            if (entity.Root["spec"]["owner"].AsString() is not { Length: > 0 } owner)
            {
                continue;
            }

            var annotations = entity.Root["metadata"]["annotations"];
            if (annotations[Id].AsString() is { Length: > 0 } id)
            {
                _byId.TryAdd(id, owner);
            }

            if (annotations[Selector].AsString() is { Length: > 0 } selector && Equalities(selector) is { Length: > 0 } labels)
            {
                _bySelector.Add((labels, owner));
            }

            var file = files(entity.Origin.File);
            _byFolder.Add((file[..(file.LastIndexOf('/') + 1)], owner));
        }

        // The nearest folder counts, and of one the first entity.
        _byFolder = [.. _byFolder.OrderByDescending(entry => entry.Folder.Length)];
    }

    /// <summary>Whether no entity says who owns it.</summary>
    public bool IsEmpty => _byFolder.Count == 0;

    /// <summary>The teams that are named.</summary>
    public IEnumerable<string> Teams => _byFolder.Select(entry => entry.Owner);

    /// <summary>Who owns an object; empty for nobody.</summary>
    public string Of(Document? document, string file)
    {
        if (document is { } own)
        {
            if (own.Labels[Id].AsString() is { } id && _byId.TryGetValue(id, out var owner))
            {
                return owner;
            }

            foreach (var (labels, selected) in _bySelector)
            {
                if (Array.TrueForAll(labels, label => own.Labels[label.Key].AsString() == label.Value))
                {
                    return selected;
                }
            }
        }

        return _byFolder.Find(entry => file.StartsWith(entry.Folder, StringComparison.Ordinal)).Owner ?? "";
    }

    // Selectors of other forms choose by more than labels can say of an owner.
    private static (string, string)[] Equalities(string selector)
    {
        var parts = selector.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(parts, part => part.Split('=') is [_, _]) ? [.. parts.Select(part => (part.Split('=')[0], part.Split('=')[1]))] : [];
    }
}
