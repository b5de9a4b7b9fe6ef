using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>An entry of <c>replicas</c>: so many pods of one name.</summary>
/// <param name="text">Where it stands.</param>
/// <param name="entry">The entry.</param>
internal sealed class ReplicaChange(ChangeText text, Node entry) : OverlayChange
{
    public override string? ObjectName => entry["name"].AsString();

    public override SourcePlace? PlaceOf(RenderedNode place) =>
        place.Path.ToString() == "spec.replicas" && ObjectName is { } name && place.IsCalled(name) && place.IsGivenBy(entry["count"]) ? text.PlaceOf(entry["count"]) : null;
}
