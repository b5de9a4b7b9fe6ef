using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>A ConfigMap or Secret that the kustomization makes of literals and files.</summary>
/// <param name="text">Where it stands.</param>
/// <param name="entry">The generator.</param>
/// <param name="called">The name that it gives.</param>
/// <param name="kind">What it makes.</param>
internal sealed class GeneratedData(ChangeText text, Node entry, Node called, string kind) : OverlayChange
{
    public override string? ObjectName => called.AsString();

    public override SourcePlace? PlaceOf(RenderedNode place)
    {
        if (place.Document.Kind != kind || ObjectName is not { Length: > 0 } name || !place.IsCalled(name))
        {
            return null;
        }

        var key = place.Path.Steps is [{ Name: "data" or "binaryData" or "stringData" }, { Name: { } data, Value: null }, ..] ? data : null;
        Node[] parts = [.. entry["literals"].Items, .. entry["files"].Items];
        var part = key is null ? default : Array.Find(parts, item => Gives(item.AsString() ?? "", key));
        return text.PlaceOf(part.Exists ? part : entry);
    }

    /// <summary>Whether a literal or file gives a key: its own name before the sign, else the file's.</summary>
    private static bool Gives(string item, string key) => item.IndexOf('=') is >= 0 and var sign ? item.AsSpan(0, sign).SequenceEqual(key) : Path.GetFileName(item) == key;
}
