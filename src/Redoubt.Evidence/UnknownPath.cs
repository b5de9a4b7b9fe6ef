using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence;

/// <summary>A path that its document declares unknown: it reads as unknown, never as absent.</summary>
/// <param name="Path">The path from the document's root.</param>
/// <param name="Reason">Why it is not known.</param>
public sealed record UnknownPath(NodePath Path, string Reason)
{
    internal static UnknownPath[] Read(Node list)
    {
        var paths = new List<UnknownPath>();
        foreach (var entry in list.Items)
        {
            var reason = entry["reason"].AsString() ?? "the collector did not say why";
            // INVARIANT: an entry that cannot be read makes the whole document unknown: better than taking absence for granted.
            var read = NodePath.TryParse(entry["path"].AsString() ?? "", out var path);
            paths.Add(new UnknownPath(path, read ? reason : $"`{entry["path"].AsString()}` is not a path: {reason}"));
        }
        return [.. paths];
    }
}
