using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>A field of the kustomization that stands for one of every object: its namespace, a label, an annotation.</summary>
/// <param name="file">The kustomization's name as the user would write it.</param>
/// <param name="value">The value.</param>
/// <param name="parents">The keys under one of which objects have it.</param>
/// <param name="key">The key that objects have it by.</param>
internal sealed class FieldChange(string file, Node value, string[] parents, string key) : OverlayChange
{
    public override SourcePlace? PlaceOf(RenderedNode place) =>
        place.Node.HasKey && place.Node.Key.SequenceEqual(key) && parents.Contains(place.Node.Parent.Key.ToString()) && place.IsGivenBy(value)
            ? new SourcePlace(file, value.KeyPosition.Line, value.KeyPosition.Column)
            : null;
}
