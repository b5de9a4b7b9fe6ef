using System.Text.Json.Nodes;
using Redoubt.Edit;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Attack.Fixes;

/// <summary>An object before and after its edits.</summary>
/// <param name="Key">The object.</param>
/// <param name="Source">The document as it is; null where the object is new.</param>
/// <param name="Before">The object as it is; null where it is new.</param>
/// <param name="After">The object with its edits.</param>
internal sealed record FixedObject(ObjectKey Key, Document? Source, JsonObject? Before, JsonObject After)
{
    /// <summary>Whether an edit changed anything.</summary>
    public bool IsChanged => Before is null || !JsonNode.DeepEquals(Before, After);

    /// <summary>Applies edits, those of one object together and in their order.</summary>
    public static IReadOnlyList<FixedObject> Of(IEnumerable<FixEdit> edits) => [.. edits.GroupBy(edit => edit.Key).Select(Of)];

    /// <summary>The platform with these objects in the place of those that it has.</summary>
    public static Platform On(Platform platform, IEnumerable<FixedObject> objects) => platform.With([.. objects.Select(one => one.Read())]);

    private static FixedObject Of(IGrouping<ObjectKey, FixEdit> edits)
    {
        var first = edits.First();
        var after = first.Source is { } source ? FieldEdit.JsonOf(source) : NameOf(first);
        foreach (var edit in edits)
        {
            edit.Apply(after);
        }

        return new FixedObject(first.Key, first.Source, first.Source is { } old ? FieldEdit.JsonOf(old) : null, after);
    }

    private static JsonObject NameOf(FixEdit edit)
    {
        var metadata = new JsonObject { ["name"] = edit.Key.Name };
        if (edit.Key.Namespace.Length > 0)
        {
            metadata["namespace"] = edit.Key.Namespace;
        }

        return new JsonObject { ["apiVersion"] = edit.ApiVersion, ["kind"] = edit.Key.Kind.Kind, ["metadata"] = metadata };
    }

    // Read as a file with the edit would be: what is claimed of it is claimed of the file.
    private Document Read()
    {
        // Evidence names objects by where they were found, too.
        if (Source is { } source && After["metadata"] is JsonObject metadata && source.Namespace.Length > 0 && metadata["namespace"] is null)
        {
            metadata["namespace"] = source.Namespace;
        }

        return DocumentReader.Read(Source?.Origin.File ?? $"{Key.Kind.Kind}-{Key.Name}.yaml", After.ToJsonString()).Documents[0];
    }
}
