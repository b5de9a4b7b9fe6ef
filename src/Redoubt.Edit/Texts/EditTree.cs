using System.Text.Json.Nodes;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Edit.Texts;

/// <summary>The edits of one document as a tree over its values: what is missing above several of them is there once.</summary>
/// <param name="node">The value as it was written; no value where there is none.</param>
internal sealed class EditTree(Node node)
{
    private readonly Dictionary<string, EditTree> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<int, EditTree> _items = [];
    private readonly List<JsonNode?> _added = [];
    private string? _json;

    /// <summary>The value as it was written; no value where there is none.</summary>
    public Node Node => node;

    /// <summary>The edits below it, by field, in the order in which they came.</summary>
    public IEnumerable<KeyValuePair<string, EditTree>> Fields => _fields;

    /// <summary>The edits below it, by item, in the order of the list.</summary>
    public IEnumerable<EditTree> Items => _items.OrderBy(item => item.Key).Select(item => item.Value);

    /// <summary>The items that a list gets and does not have.</summary>
    public IEnumerable<JsonNode?> Added => _added.Where(value => !Has(value));

    /// <summary>Whether it goes.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>Whether another value takes its place.</summary>
    public bool IsSet => _json is not null;

    private bool IsInner => _fields.Count > 0 || _items.Count > 0 || _added.Count > 0;

    /// <summary>Takes an edit.</summary>
    /// <param name="edit">The edit.</param>
    /// <returns>Whether it can be made beside those that are here.</returns>
    public bool Take(FieldEdit edit) => Take(edit.Path, edit.Action, edit.Json);

    /// <summary>Takes an edit.</summary>
    /// <param name="path">Where.</param>
    /// <param name="action">What happens there.</param>
    /// <param name="json">The value.</param>
    /// <returns>Whether it can be made beside those that are here.</returns>
    public bool Take(NodePath path, EditAction action, string json)
    {
        var at = this;
        foreach (var step in path.Steps)
        {
            if (at.IsRemoved || at.IsSet || at.Child(step) is not { } child)
            {
                return false;
            }

            at = child;
        }

        return at.TakeHere(action, json);
    }

    /// <summary>What is to be where nothing is yet: only <see cref="IsSet"/> and what is below it counts.</summary>
    public JsonNode? Built()
    {
        if (_json is { } json)
        {
            return JsonNode.Parse(json);
        }

        if (_added.Count > 0)
        {
            return new JsonArray([.. _added.Select(item => item?.DeepClone())]);
        }

        var map = new JsonObject();
        foreach (var (name, child) in _fields.Where(field => !field.Value.IsRemoved))
        {
            map[name] = child.Built();
        }

        return map;
    }

    private bool TakeHere(EditAction action, string json)
    {
        switch (action)
        {
            case EditAction.Remove when !IsInner && !IsSet:
                IsRemoved = true;
                return true;
            case EditAction.Set when !IsInner && !IsRemoved && (_json ?? json) == json:
                _json = json;
                return true;
            case EditAction.Add when !IsRemoved && !IsSet && _fields.Count == 0:
                var value = JsonNode.Parse(json);
                if (!_added.Any(other => JsonNode.DeepEquals(other, value)))
                {
                    _added.Add(value);
                }

                return true;
            default:
                return false;
        }
    }

    private bool Has(JsonNode? value)
    {
        if (value is not JsonValue one || !one.TryGetValue<string>(out var word))
        {
            return false;
        }

        foreach (var item in node.Items)
        {
            if (item.Is(word))
            {
                return true;
            }
        }

        return false;
    }

    private EditTree? Child(PathStep step)
    {
        if (step.Name is { } name && step.Value is null)
        {
            if (!_fields.TryGetValue(name, out var field))
            {
                _fields.Add(name, field = new EditTree(node[name]));
            }

            return field;
        }

        if (step.Index < 0 || !node[step.Index].Exists)
        {
            return null;
        }

        if (!_items.TryGetValue(step.Index, out var item))
        {
            _items.Add(step.Index, item = new EditTree(node[step.Index]));
        }

        return item;
    }
}
