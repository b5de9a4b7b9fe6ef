using System.Text.Json.Nodes;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Edit;

/// <summary>The changes that turn an object into another: as few and as small as a person would write them.</summary>
public static class FieldChanges
{
    /// <summary>The changes of a document after which it is another object.</summary>
    /// <param name="document">The document.</param>
    /// <param name="after">The object that it is to be.</param>
    public static IReadOnlyList<FieldEdit> Of(Document document, JsonObject after)
    {
        var edits = new List<FieldEdit>();
        Maps(FieldEdit.JsonOf(document), after, []);
        return edits;

        void Maps(JsonObject old, JsonObject now, PathStep[] path)
        {
            foreach (var (name, value) in old)
            {
                if (!now.TryGetPropertyValue(name, out var other))
                {
                    Add(EditAction.Remove, [.. path, PathStep.Field(name)], null);
                }
                else
                {
                    Values(value, other, [.. path, PathStep.Field(name)]);
                }
            }

            foreach (var (name, value) in now.Where(field => !old.ContainsKey(field.Key)))
            {
                Add(EditAction.Set, [.. path, PathStep.Field(name)], value);
            }
        }

        void Values(JsonNode? old, JsonNode? now, PathStep[] path)
        {
            if (old is JsonObject map && now is JsonObject other)
            {
                Maps(map, other, path);
            }
            else if (old is JsonArray list && now is JsonArray items)
            {
                Lists(list, items, path);
            }
            else if (!JsonNode.DeepEquals(old, now))
            {
                Add(EditAction.Set, path, now);
            }
        }

        // Items that are changed in place, or that are gone while the others stay; else the list as a whole.
        void Lists(JsonArray old, JsonArray now, PathStep[] path)
        {
            if (old.Count == now.Count)
            {
                for (var i = 0; i < old.Count; i++)
                {
                    Values(old[i], now[i], [.. path, PathStep.Item(i)]);
                }

                return;
            }

            var gone = new List<int>();
            var next = 0;
            for (var i = 0; i < old.Count; i++)
            {
                if (next < now.Count && JsonNode.DeepEquals(old[i], now[next]))
                {
                    next++;
                }
                else
                {
                    gone.Add(i);
                }
            }

            if (next == now.Count && next > 0)
            {
                gone.ForEach(index => Add(EditAction.Remove, [.. path, PathStep.Item(index)], null));
            }
            else
            {
                Add(EditAction.Set, path, now);
            }
        }

        void Add(EditAction action, PathStep[] path, JsonNode? value) => edits.Add(new FieldEdit(document, NodePath.Of(path), action, action == EditAction.Remove ? "" : value?.ToJsonString() ?? "null"));
    }
}
