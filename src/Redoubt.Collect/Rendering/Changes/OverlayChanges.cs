using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>
/// What the kustomizations of an overlay do to objects. The one that counts is asked before those that it covers: the overlay's own before its bases', the last before the
/// first. Those that name their object are asked for objects of that name alone; kustomize itself has tried each of the others on every object, within its time.
/// </summary>
internal sealed class OverlayChanges
{
    private readonly NamesWithin<List<(int Order, OverlayChange Change)>> _named;
    private readonly List<(int Order, OverlayChange Change)> _others = [];

    /// <param name="changes">The changes, in the order in which kustomize makes them.</param>
    public OverlayChanges(IEnumerable<OverlayChange> changes)
    {
        var named = new Dictionary<string, List<(int, OverlayChange)>>(StringComparer.Ordinal);
        var order = 0;
        foreach (var change in changes)
        {
            var list = _others;
            if (change.ObjectName is { } name && !named.TryGetValue(name, out list!))
            {
                named.Add(name, list = []);
            }

            list.Add((order++, change));
        }

        _named = new(named);
    }

    /// <param name="overlay">The overlay.</param>
    /// <param name="nameOf">A full path as the user would write it.</param>
    public static OverlayChanges Of(Overlay overlay, Func<string, string> nameOf) =>
        new(Enumerable.Reverse(overlay.Parts).SelectMany(part => new KustomizationChanges(part, nameOf).All()));

    /// <summary>Where a value that was rendered is given; null where no change gives it.</summary>
    /// <param name="place">The value.</param>
    public SourcePlace? PlaceOf(RenderedNode place) => _named.Of(place.Document.Name)
        .Concat(place.OriginalName == place.Document.Name ? [] : _named.Of(place.OriginalName))
        .Append(_others)
        .SelectMany(changes => changes)
        .OrderByDescending(change => change.Order)
        .Select(change => change.Change.PlaceOf(place))
        .FirstOrDefault(found => found is not null);
}
