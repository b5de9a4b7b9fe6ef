namespace Redoubt.Evidence;

/// <summary>A path that its document declares unknown: it reads as unknown, never as absent.</summary>
/// <param name="Path">The path from the document's root.</param>
/// <param name="Reason">Why it is not known.</param>
public sealed record UnknownPath(NodePath Path, string Reason)
{
    internal static UnknownPath[] Read(Node list)
    {
        var paths = new List<UnknownPath>();
        foreach (Node entry in list.Items)
        {
            string reason = entry["reason"].AsString() ?? "the collector did not say why";
            // INVARIANT: an entry that cannot be read makes the whole document unknown: better than taking absence for granted.
            bool read = NodePath.TryParse(entry["path"].AsString() ?? "", out NodePath path);
            paths.Add(new UnknownPath(path, read ? reason : $"`{entry["path"].AsString()}` is not a path: {reason}"));
        }
        return [.. paths];
    }
}
