using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence;

/// <summary>
/// A path that its document declares unknown: it and all that lies under it read as unknown, never as absent and never as what stands
/// there. <c>files[*].mode</c> is meant of each item of a list and each value of a map.
/// </summary>
/// <param name="Path">The path from the document's root, or a pattern of paths.</param>
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
            var read = NodePath.TryParsePattern(entry["path"].AsString() ?? "", out var path);
            paths.Add(new UnknownPath(path, read ? reason : $"`{entry["path"].AsString()}` is not a path: {reason}"));
        }
        return [.. paths];
    }
}
