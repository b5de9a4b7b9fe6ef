using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>A field of the kustomization that stands for one of every object: its namespace, a label, an annotation.</summary>
/// <param name="text">Where it stands.</param>
/// <param name="value">The value.</param>
/// <param name="parents">The keys under one of which objects have it.</param>
/// <param name="key">The key that objects have it by.</param>
internal sealed class FieldChange(ChangeText text, Node value, string[] parents, string key) : OverlayChange
{
    public override string? ObjectName => null;

    public override SourcePlace? PlaceOf(RenderedNode place) =>
        place.Node.HasKey && place.Node.Key.SequenceEqual(key) && parents.Contains(place.Node.Parent.Key.ToString()) && place.IsGivenBy(value) ? text.PlaceOf(value) : null;
}
