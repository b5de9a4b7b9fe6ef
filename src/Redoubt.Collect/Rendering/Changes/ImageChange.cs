using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>An entry of <c>images</c>: the images of one name get another name, tag or digest.</summary>
/// <param name="text">Where it stands.</param>
/// <param name="entry">The entry.</param>
internal sealed class ImageChange(ChangeText text, Node entry) : OverlayChange
{
    public override string? ObjectName => null;

    public override SourcePlace? PlaceOf(RenderedNode place)
    {
        var name = (entry["newName"].HasValue ? entry["newName"] : entry["name"]).AsString();
        if (name is null || !place.Node.HasKey || place.Node.Key is not "image" || place.Node.AsString() is not { } image || !image.StartsWith(name, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = image[name.Length..];
        (Node Written, bool IsGiven)[] parts =
        [
            (entry["digest"], rest.EndsWith("@" + entry["digest"].AsString(), StringComparison.Ordinal)),
            // A tag may look like a number.
            (entry["newTag"], rest == ":" + ChartValue.Text(entry["newTag"]) || rest.StartsWith($":{ChartValue.Text(entry["newTag"])}@", StringComparison.Ordinal)),
            (entry["newName"], rest is "" or [':' or '@', ..]),
        ];
        foreach (var (written, isGiven) in parts)
        {
            if (written.HasValue)
            {
                return isGiven ? text.PlaceOf(written) : null;
            }
        }

        return null;
    }
}
