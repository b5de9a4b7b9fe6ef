using Redoubt.Collect.Rendering;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect;

/// <summary>Renders overlays again with another text of their kustomization, beside the user's files, which stay as they are.</summary>
public sealed class OverlayTrials
{
    private readonly KustomizeRenderer? _kustomize;
    private readonly Dictionary<string, Overlay> _overlays;

    internal OverlayTrials(KustomizeRenderer? kustomize, IEnumerable<Overlay> overlays) =>
        (_kustomize, _overlays) = (kustomize, overlays.Where(overlay => overlay.IsRendered).DistinctBy(overlay => overlay.Name).ToDictionary(overlay => overlay.Name, StringComparer.Ordinal));

    /// <summary>Knows no overlay.</summary>
    public static OverlayTrials None { get; } = new(null, []);

    /// <summary>The kustomization of an overlay, as the user would write its name; null where the overlay is not known.</summary>
    /// <param name="overlay">The overlay's folder, as <see cref="Evidence.Rendering.Input"/> names it.</param>
    public string? KustomizationOf(string overlay) => _overlays.GetValueOrDefault(overlay)?.Source.Name;

    /// <summary>The name that an object has in its own file, before overlays change it: patches find it by that too.</summary>
    /// <param name="document">The rendered object.</param>
    public static string OriginalName(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return (document.Origin.Rendering as OverlayOrigins)?.OriginalName(document) ?? document.Name;
    }

    /// <summary>What an overlay would render with another kustomization of its own; null, with the reason, where it would not.</summary>
    /// <param name="overlay">The overlay's folder, as <see cref="Evidence.Rendering.Input"/> names it.</param>
    /// <param name="kustomization">The text of its kustomization.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="reason">Why it does not render.</param>
    public ReadResult? With(string overlay, string kustomization, ReadOptions options, out string reason)
    {
        ArgumentNullException.ThrowIfNull(options);
        reason = "the overlay is not known";
        return _overlays.TryGetValue(overlay, out var known) ? _kustomize!.Again(known, kustomization, options with { Scope = Scope.Whole }, out reason) : null;
    }
}
