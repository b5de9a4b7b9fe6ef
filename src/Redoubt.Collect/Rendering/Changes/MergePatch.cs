using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>A patch that looks like the object: what it says, the object has.</summary>
internal sealed class MergePatch(ChangeText text, Node root, ChangeTarget target) : OverlayChange
{
    public override string? ObjectName => target.IsSaid ? target.PlainName : root["metadata"]["name"].AsString();

    public override SourcePlace? PlaceOf(RenderedNode place)
    {
        var isMeant = target.IsSaid ? target.Fits(place)
            : root["kind"].Is(place.Document.Kind) && root["metadata"]["name"].AsString() is { } name && place.IsCalled(name);
        return isMeant && place.Path.TryResolve(root, out var written) && place.IsGivenBy(written) ? text.PlaceOf(written) : null;
    }
}
