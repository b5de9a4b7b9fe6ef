using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>An entry of <c>replicas</c>: so many pods of one name.</summary>
/// <param name="file">The kustomization's name as the user would write it.</param>
/// <param name="entry">The entry.</param>
internal sealed class ReplicaChange(string file, Node entry) : OverlayChange
{
    public override SourcePlace? PlaceOf(RenderedNode place) =>
        place.Path.ToString() == "spec.replicas" && entry["name"].AsString() is { } name && place.IsCalled(name) && place.IsGivenBy(entry["count"])
            ? new SourcePlace(file, entry["count"].KeyPosition.Line, entry["count"].KeyPosition.Column)
            : null;
}
