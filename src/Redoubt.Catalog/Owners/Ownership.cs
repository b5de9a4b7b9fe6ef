using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Owners;

/// <summary>What a team answers for in a layer.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Team">The team; empty for nobody.</param>
/// <param name="Namespace">The namespace; empty for what is in none.</param>
/// <param name="Objects">The objects, in order; never empty.</param>
public sealed record Ownership(Layer Layer, string Team, string Namespace, IReadOnlyList<Document> Objects)
{
    /// <summary>Who answers for the objects of a platform, by layer, team and namespace. An object belongs to one layer here: what runs pods to the workloads.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="owners">The owners.</param>
    public static IReadOnlyList<Ownership> Of(Platform platform, OwnerBook owners)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(owners);
        return
        [
            .. platform.Documents.Where(document => platform.OwnerOf(document) is null)
                .Select(document => (Document: document, Layers: LayerEvidence.Of(document.Key.Kind, platform.PodTemplates.Has(document.Key.Kind)).ToArray()))
                .Where(one => one.Layers.Length > 0)
                .GroupBy(one => (Layer: one.Layers[^1], Team: owners.Of(new Owned(one.Layers[^1], "", Subject.NameOf(one.Document), one.Document, FileOf(one.Document))), Namespace: one.Document.ShownNamespace), one => one.Document)
                .Select(group => new Ownership(group.Key.Layer, group.Key.Team, group.Key.Namespace, [.. group]))
                .OrderBy(one => one.Layer).ThenBy(one => one.Team, StringComparer.Ordinal).ThenBy(one => one.Namespace, StringComparer.Ordinal),
        ];
    }

    /// <summary>The layers of which somebody answers for something, or a rule says that somebody would.</summary>
    /// <param name="all">Who answers for the objects.</param>
    /// <param name="settings">What the configuration says.</param>
    public static IReadOnlySet<Layer> Owned(IReadOnlyList<Ownership> all, OwnerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return all.Where(one => one.Team.Length > 0).Select(one => one.Layer)
            .Concat(Enum.GetValues<Layer>().Where(layer => settings.Rules.Any(rule => rule.Layer == layer.Name() || (rule.Layer.Length == 0 && rule.Namespace.Length + rule.Path.Length + rule.Control.Length + rule.Labels.Count == 0))))
            .ToHashSet();
    }

    private static string FileOf(Document document) => document.PlaceOf(document.Root).File;
}
