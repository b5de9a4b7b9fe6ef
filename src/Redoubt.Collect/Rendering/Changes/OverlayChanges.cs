using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>What the kustomizations of an overlay do to objects, the one that counts before those that it covers: the overlay's own before its bases', the last before the first.</summary>
internal static class OverlayChanges
{
    /// <summary>More than people write: each place is looked for in all of them.</summary>
    private const int Most = 1_000;

    private static readonly string[] LabelParents = ["labels", "matchLabels", "selector"];
    private static readonly string[] AnnotationParents = ["annotations"];

    /// <param name="overlay">The overlay.</param>
    /// <param name="nameOf">A full path as the user would write it.</param>
    public static IReadOnlyList<OverlayChange> Of(Overlay overlay, Func<string, string> nameOf) =>
        [.. overlay.Parts.SelectMany(part => Enumerable.Reverse(Of(part, nameOf))).Take(Most)];

    private static List<OverlayChange> Of(Kustomization part, Func<string, string> nameOf)
    {
        var root = part.Root;
        var file = nameOf(part.FullPath);
        var changes = new List<OverlayChange>();
        foreach (var entry in root["configMapGenerator"].Items)
        {
            changes.Add(new GeneratedData(file, entry, "ConfigMap"));
        }

        foreach (var entry in root["secretGenerator"].Items)
        {
            changes.Add(new GeneratedData(file, entry, "Secret"));
        }

        foreach (var list in new[] { "patchesStrategicMerge", "patches", "patchesJson6902" })
        {
            foreach (var entry in root[list].Items)
            {
                changes.AddRange(Patches(part, entry, file, nameOf));
            }
        }

        AddFields(changes, root, file);
        foreach (var entry in root["replicas"].Items)
        {
            changes.Add(new ReplicaChange(file, entry));
        }

        foreach (var entry in root["images"].Items)
        {
            changes.Add(new ImageChange(file, entry));
        }

        return changes;
    }

    /// <summary>A patch is a file, or stands in the kustomization; it looks like the object, or lists operations.</summary>
    private static IEnumerable<OverlayChange> Patches(Kustomization part, Node entry, string file, Func<string, string> nameOf)
    {
        var isShort = entry.Kind == NodeKind.String;
        var inline = isShort && entry.AsString()!.Contains('\n') ? entry : entry["patch"];
        var path = inline.Exists ? null : isShort ? entry.AsString() : entry["path"].AsString();
        if (!inline.Exists && path is null)
        {
            return [];
        }

        var full = path is null ? "" : Path.GetFullPath(Path.Combine(part.Folder, path));
        var text = inline.Exists ? ChangeText.OfValue(file, inline) : ChangeText.OfFile(nameOf(full), full);
        var target = new ChangeTarget(isShort ? default : entry["target"]);
        return text.Roots.Select(OverlayChange (root) => root.Kind == NodeKind.List ? new JsonPatch(text, root, target) : new MergePatch(text, root, target));
    }

    private static void AddFields(List<OverlayChange> changes, Node root, string file)
    {
        if (root["namespace"].HasValue)
        {
            changes.Add(new FieldChange(file, root["namespace"], ["metadata", ""], "namespace"));
        }

        void Add(Node pairs, string[] parents)
        {
            foreach (var pair in pairs.Fields)
            {
                changes.Add(new FieldChange(file, pair, parents, pair.Key.ToString()));
            }
        }

        Add(root["commonLabels"], LabelParents);
        Add(root["commonAnnotations"], AnnotationParents);
        foreach (var entry in root["labels"].Items)
        {
            Add(entry["pairs"], LabelParents);
        }
    }
}
