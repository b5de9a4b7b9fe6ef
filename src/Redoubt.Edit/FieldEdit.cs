using System.Text.Json.Nodes;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Edit;

/// <summary>What happens at a place.</summary>
public enum EditAction
{
    /// <summary>The value is there afterwards, and nothing of what was.</summary>
    Set,

    /// <summary>The field or item is gone.</summary>
    Remove,

    /// <summary>The list has the value too; it is made where there is none.</summary>
    Add,
}

/// <summary>One change of an object.</summary>
/// <param name="Document">The object.</param>
/// <param name="Path">The way from its root: fields by name, items by number.</param>
/// <param name="Action">What happens there.</param>
/// <param name="Json">The value; empty where something is removed.</param>
public sealed record FieldEdit(Document Document, NodePath Path, EditAction Action, string Json)
{
    /// <summary>The object as it is, as JSON.</summary>
    /// <param name="document">The object.</param>
    public static JsonObject JsonOf(Document document) => (JsonObject)JsonNode.Parse(Kubernetes.Files.NodeJson.Text(document.Root))!;

    /// <summary>Makes the same change in JSON; items are removed last, so that numbers stay what they were.</summary>
    /// <param name="root">The object.</param>
    /// <param name="edits">The changes.</param>
    public static void Apply(JsonObject root, IEnumerable<FieldEdit> edits)
    {
        FieldEdit[] all = [.. edits];
        foreach (var edit in all.Where(edit => edit.Action != EditAction.Remove))
        {
            edit.Write(root);
        }

        var gone = all.Where(edit => edit.Action == EditAction.Remove).OrderByDescending(edit => edit.Path.Steps[^1].Index).ToArray();
        foreach (var edit in gone)
        {
            edit.Delete(root);
        }
    }

    /// <summary>Sets a field in JSON; what is missing above it is made.</summary>
    /// <param name="root">Where the path begins.</param>
    /// <param name="path">The way to the field.</param>
    /// <param name="json">The value.</param>
    public static void Set(JsonObject root, NodePath path, string json)
    {
        ArgumentNullException.ThrowIfNull(path);
        Put(Above(root, path), path.Steps[^1], JsonNode.Parse(json));
    }

    private void Write(JsonObject root)
    {
        if (Action == EditAction.Set)
        {
            Set(root, Path, Json);
            return;
        }

        var (at, last) = (Above(root, Path), Path.Steps[^1]);
        if (Child(at, last) is not JsonArray list)
        {
            Put(at, last, list = []);
        }

        if (!list.Any(item => JsonNode.DeepEquals(item, JsonNode.Parse(Json))))
        {
            list.Add(JsonNode.Parse(Json));
        }
    }

    private static JsonNode Above(JsonObject root, NodePath path)
    {
        JsonNode at = root;
        for (var i = 0; i < path.Steps.Count - 1; i++)
        {
            at = Child(at, path.Steps[i]) is { } child and not JsonValue ? child : Made(at, path.Steps[i]);
        }

        return at;
    }

    private void Delete(JsonObject root)
    {
        JsonNode? at = root;
        for (var i = 0; at is not null && i < Path.Steps.Count - 1; i++)
        {
            at = Child(at, Path.Steps[i]);
        }

        var last = Path.Steps[^1];
        if (at is JsonObject map && last.Name is { } name)
        {
            map.Remove(name);
        }
        else if (at is JsonArray list && last.Index >= 0 && last.Index < list.Count)
        {
            list.RemoveAt(last.Index);
        }
    }

    private static JsonNode? Child(JsonNode at, PathStep step) => at switch
    {
        JsonObject map when step.Name is { } name => map[name],
        JsonArray list when step.Index >= 0 && step.Index < list.Count => list[step.Index],
        _ => null,
    };

    private static JsonObject Made(JsonNode at, PathStep step)
    {
        var made = new JsonObject();
        Put(at, step, made);
        return made;
    }

    private static void Put(JsonNode at, PathStep step, JsonNode? value)
    {
        if (at is JsonObject map && step.Name is { } name)
        {
            map[name] = value;
        }
        else if (at is JsonArray list && step.Index >= 0 && step.Index < list.Count)
        {
            list[step.Index] = value;
        }
    }
}
