using System.Text.Json.Nodes;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Edit.Texts;

/// <summary>What became of edits of a file.</summary>
/// <param name="Edits">The edits of its text.</param>
/// <param name="Read">What is read of the text after them.</param>
/// <param name="Objection">Why they are not made; empty where they are.</param>
public sealed record TextEditing(IReadOnlyList<TextEdit> Edits, ReadResult? Read, string Objection);

/// <summary>
/// Writes edits of objects into the text of their file. Afterwards the text is read again: each object must be what the edits make of it, and each other object as
/// it was; else nothing is edited, and why is said.
/// </summary>
public static class TextEditor
{
    /// <summary>Edits a file.</summary>
    /// <param name="before">What was read of it.</param>
    /// <param name="edits">The edits; all are of objects in it.</param>
    /// <param name="options">How it is read.</param>
    public static TextEditing Edit(ReadResult before, IReadOnlyList<FieldEdit> edits, ReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(edits);
        var first = edits[0].Document;
        var text = first.Root.Tape.Source.ToString();
        var roots = Roots(first.Origin.File, text);
        var all = new List<TextEdit>();
        foreach (var document in edits.GroupBy(edit => edit.Document))
        {
            var writer = roots.TryGetValue(document.Key.Root.ValueOffset, out var root) ? WriterOf(text, root) : null;
            var tree = new EditTree(root);
            if (writer is null || !document.All(tree.Take))
            {
                return Not(writer is null ? "the object is no map of its own in the file" : "two fixes want different values at one place");
            }

            writer.Write(tree);
            if (writer.Objection.Length > 0)
            {
                return Not(writer.Objection);
            }

            all.AddRange(writer.Edits);
        }

        if (new EditedText(text).With(all) is not { } edited)
        {
            return Not("the places of two edits overlap");
        }

        var after = DocumentReader.Read(first.Origin.File, edited.Text, options);
        return Difference(before, after, edits.ToLookup(edit => edit.Document)) is { } difference ? Not(difference) : new TextEditing(all, after, "");
    }

    /// <summary>Edits a file that holds no objects, as the values of a chart: fields get values.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="fields">The fields, by their ways from the root, with JSON.</param>
    /// <returns>The edited text; null, where it cannot be written so that nothing else changes.</returns>
    public static EditedText? Set(string file, string text, IReadOnlyList<(NodePath Path, string Json)> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return Written(file, text, tree => fields.All(field => tree.Take(field.Path, EditAction.Set, field.Json)), wanted =>
        {
            foreach (var (path, json) in fields)
            {
                FieldEdit.Set(wanted, path, json);
            }
        });
    }

    /// <summary>Edits a file that holds no objects, as a kustomization: a list of its root gets more items, and is made where there is none.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="list">The field that has the list.</param>
    /// <param name="items">The items.</param>
    /// <returns>The edited text; null, where it cannot be written so that nothing else changes.</returns>
    public static EditedText? Append(string file, string text, string list, IReadOnlyList<JsonObject> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var path = NodePath.Of([PathStep.Field(list)]);
        return Written(file, text, tree => items.All(item => tree.Take(path, EditAction.Add, item.ToJsonString())), wanted =>
            wanted[list] = new JsonArray([.. (wanted[list] as JsonArray ?? []).Concat(items).Select(item => item?.DeepClone())]));
    }

    private static EditedText? Written(string file, string text, Func<EditTree, bool> take, Action<JsonObject> apply)
    {
        if (ValueReader.Read(file, text, []) is not [{ Kind: NodeKind.Map } root])
        {
            return null;
        }

        var (writer, tree, wanted) = (WriterOf(text, root), new EditTree(root), JsonNode.Parse(NodeJson.Text(root))!.AsObject());
        if (!take(tree))
        {
            return null;
        }

        writer.Write(tree);
        apply(wanted);
        return writer.Objection.Length == 0 && new EditedText(text).With(writer.Edits) is { } edited && ValueReader.Read(file, edited.Text, []) is [var now]
            && JsonNode.DeepEquals(wanted, JsonNode.Parse(NodeJson.Text(now))) ? edited : null;
    }

    private static TextEditing Not(string objection) => new([], null, objection);

    private static TreeWriter WriterOf(string text, Node root)
    {
        var top = root;
        while (top.Parent.Exists)
        {
            top = top.Parent;
        }

        return new TreeWriter(new WrittenText(text, top), isJson: text.AsSpan().TrimStart() is ['{' or '[', ..]);
    }

    // The maps that are written in the file itself, by where they begin: what an object is when nulls are left in.
    private static Dictionary<int, Node> Roots(string file, string text)
    {
        var maps = new Dictionary<int, Node>();
        foreach (var root in ValueReader.Read(file, text, []))
        {
            for (var row = root.Row; row < root.EndRow; row++)
            {
                if (root.Tape.NodeAt(row) is { Kind: NodeKind.Map, IsAlias: false } map)
                {
                    maps.TryAdd(map.ValueOffset, map);
                }
            }
        }

        return maps;
    }

    private static string? Difference(ReadResult before, ReadResult after, ILookup<Document, FieldEdit> edits)
    {
        if (before.Documents.Count != after.Documents.Count)
        {
            return "the file would hold other objects than before";
        }

        var told = before.Ledger.Select(entry => (entry.Code, entry.Reason)).ToHashSet();
        if (after.Ledger.FirstOrDefault(entry => !told.Contains((entry.Code, entry.Reason))) is { } entry)
        {
            return $"the file would not be right any more: {entry.Reason}";
        }

        foreach (var (old, now) in before.Documents.Zip(after.Documents))
        {
            if (!edits.Contains(old))
            {
                if (!NodeComparer.Instance.Equals(old.Root, now.Root))
                {
                    return $"{old.Key} would change too: it has the value from the same anchor";
                }

                continue;
            }

            var wanted = FieldEdit.JsonOf(old);
            FieldEdit.Apply(wanted, edits[old]);
            if (!JsonNode.DeepEquals(wanted, FieldEdit.JsonOf(now)))
            {
                return "another place would change too: an anchor, an alias or a merge key gives it the same value";
            }
        }

        return null;
    }
}
