using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>What one kustomization does to objects: by its own fields, and by generators and transformers that stand in files of their own.</summary>
/// <param name="part">The kustomization.</param>
/// <param name="nameOf">A full path as the user would write it.</param>
internal sealed class KustomizationChanges(Kustomization part, Func<string, string> nameOf)
{
    private static readonly string[] LabelParents = ["labels", "matchLabels", "selector"];
    private static readonly string[] AnnotationParents = ["annotations"];

    /// <summary>The changes, in the order in which kustomize makes them.</summary>
    public IEnumerable<OverlayChange> All()
    {
        var own = ChangeText.Of(nameOf(part.FullPath), part.Root);
        return [.. Configured("generators", own), .. Fields(part.Root, own), .. Configured("transformers", own)];
    }

    private IEnumerable<OverlayChange> Fields(Node root, ChangeText text) =>
    [
        .. Generated(root, text),
        .. new[] { "patchesStrategicMerge", "patches", "patchesJson6902" }.SelectMany(list => Items(root[list])).SelectMany(entry => Patch(entry, text)),
        .. Each(root["namespace"], _ => Namespace(root["namespace"], text)),
        .. Pairs(root["commonLabels"], LabelParents, text),
        .. Pairs(root["commonAnnotations"], AnnotationParents, text),
        .. Items(root["labels"]).SelectMany(entry => Pairs(entry["pairs"], LabelParents, text)),
        .. Items(root["replicas"]).Select(entry => new ReplicaChange(text, entry)),
        .. Items(root["images"]).Select(entry => new ImageChange(text, entry)),
        .. Items(root["replacements"]).SelectMany(entry => Replacements(entry, text)),
    ];

    private static IEnumerable<OverlayChange> Generated(Node root, ChangeText text) =>
    [
        .. Items(root["configMapGenerator"]).Select(entry => new GeneratedData(text, entry, entry["name"], "ConfigMap")),
        .. Items(root["secretGenerator"]).Select(entry => new GeneratedData(text, entry, entry["name"], "Secret")),
    ];

    /// <summary>What files of generators or transformers say, or texts that stand in the list: each form that kustomize has itself; others it does not run.</summary>
    private IEnumerable<OverlayChange> Configured(string list, ChangeText own) => Items(part.Root[list]).SelectMany(entry => Texts(entry, own))
        .SelectMany(text => text.Roots.SelectMany(root => Builtin(root, text)));

    private IEnumerable<ChangeText> Texts(Node entry, ChangeText own)
    {
        if (entry.AsString() is not { Length: > 0 } said)
        {
            return [];
        }

        if (said.Contains('\n'))
        {
            return [own.Inner(entry)];
        }

        var full = Path.GetFullPath(Path.Combine(part.Folder, said));
        return Directory.Exists(full) ? Kustomization.In(full)?.Resources.Where(File.Exists).Select(Text) ?? [] : [Text(full)];
    }

    private ChangeText Text(string full) => ChangeText.OfFile(nameOf(full), full);

    private IEnumerable<OverlayChange> Builtin(Node root, ChangeText text) => root["kind"].AsString() switch
    {
        "PatchTransformer" or "PatchJson6902Transformer" => Patch(root, text),
        "PatchStrategicMergeTransformer" => [.. Items(root["paths"]).SelectMany(entry => Patch(entry, text)), .. Each(root["patches"], patches => Patch(patches, text))],
        "NamespaceTransformer" => Each(root["metadata"]["namespace"], ns => Namespace(ns, text)),
        "LabelTransformer" => Pairs(root["labels"], LabelParents, text),
        "AnnotationsTransformer" => Pairs(root["annotations"], AnnotationParents, text),
        "ReplicaCountTransformer" => Each(root["replica"], replica => [new ReplicaChange(text, replica)]),
        "ImageTagTransformer" => Each(root["imageTag"], image => [new ImageChange(text, image)]),
        "ReplacementTransformer" => Items(root["replacements"]).SelectMany(entry => Replacements(entry, text)),
        "ConfigMapGenerator" => [new GeneratedData(text, root, root["metadata"]["name"], "ConfigMap")],
        "SecretGenerator" => [new GeneratedData(text, root, root["metadata"]["name"], "Secret")],
        _ => [],
    };

    /// <summary>A patch is a file, or stands where it is named; it looks like the object, or lists operations.</summary>
    private IEnumerable<OverlayChange> Patch(Node entry, ChangeText text)
    {
        var isShort = entry.Kind == NodeKind.String;
        var inline = isShort && entry.AsString()!.Contains('\n') ? entry : entry["patch"].Exists ? entry["patch"] : entry["jsonOp"];
        var path = isShort ? entry.AsString() : entry["path"].AsString();
        var patch = inline.Exists ? text.Inner(inline) : path is null ? null : Text(Path.GetFullPath(Path.Combine(part.Folder, path)));
        var target = new ChangeTarget(isShort ? default : entry["target"]);
        return patch is null ? [] : patch.Roots.Select(OverlayChange (root) => root.Kind == NodeKind.List ? new JsonPatch(patch, root, target) : new MergePatch(patch, root, target));
    }

    private IEnumerable<OverlayChange> Replacements(Node entry, ChangeText text)
    {
        if (entry["path"].AsString() is { } path)
        {
            var file = Text(Path.GetFullPath(Path.Combine(part.Folder, path)));
            return file.Roots.SelectMany(root => root.Kind == NodeKind.List ? Items(root) : [root]).SelectMany(one => Targets(one, file));
        }

        return Targets(entry, text);
    }

    private static IEnumerable<OverlayChange> Targets(Node entry, ChangeText text) => Items(entry["targets"]).Select(target => new Replacement(text, target));

    private static IEnumerable<OverlayChange> Namespace(Node ns, ChangeText text) => [new FieldChange(text, ns, ["metadata", ""], "namespace")];

    private static IEnumerable<OverlayChange> Pairs(Node pairs, string[] parents, ChangeText text) =>
        Children(pairs.Fields).Select(pair => new FieldChange(text, pair, parents, pair.Key.ToString()));

    private static List<Node> Items(Node list) => Children(list.Items);

    private static List<Node> Children(NodeChildren children)
    {
        var all = new List<Node>();
        foreach (var child in children)
        {
            all.Add(child);
        }

        return all;
    }

    private static IEnumerable<OverlayChange> Each(Node node, Func<Node, IEnumerable<OverlayChange>> changes) => node.HasValue ? changes(node) : [];
}
