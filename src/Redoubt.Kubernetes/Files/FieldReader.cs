using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Kubernetes.Files;

/// <summary>Reads the fields of one map of a file and writes down what is wrong, with its place; never throws on input.</summary>
/// <param name="file">The file's name.</param>
/// <param name="map">The map.</param>
/// <param name="problems">Takes what is wrong.</param>
public readonly struct FieldReader(string file, Node map, List<FilePlace> problems)
{
    /// <summary>The map that is read.</summary>
    public Node Map => map;

    /// <summary>Writes down what is wrong.</summary>
    /// <param name="at">Where.</param>
    /// <param name="message">What is wrong, and what to do; lower case, no full stop.</param>
    public void Report(Node at, string message) => Add(at, FieldPath.Of(at), message);

    /// <summary>Writes down what is wrong with a field that has no value of its own.</summary>
    /// <param name="at">Where.</param>
    /// <param name="field">The field's path.</param>
    /// <param name="message">What is wrong.</param>
    public void Report(Node at, string field, string message) => Add(at, field, message);

    /// <summary>Writes down that a field of this map is missing.</summary>
    /// <param name="name">The field.</param>
    /// <param name="message">What is wrong; null for just that.</param>
    public void ReportMissing(string name, string? message = null) => Add(map, FieldPath.Of(map, name), message ?? $"`{name}` is missing");

    /// <summary>A field of this map that is itself a map; no fields when it is absent.</summary>
    public FieldReader Inner(string name) => new(file, Expect(map[name], NodeKind.Map, "a map"), problems);

    /// <summary>A reader of another map of the same file.</summary>
    public FieldReader Of(Node other) => new(file, Expect(other, NodeKind.Map, "a map"), problems);

    /// <summary>Reports every field that is not one of these names.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var field in map.Fields)
        {
            var name = field.Key.ToString();
            if (!names.Contains(name))
            {
                Add(field, FieldPath.Of(field), $"`{name}` is not a field here{Suggestion.Of(name, names)}", isUnknownField: true);
            }
        }
    }

    /// <summary>A text; a number or bool is taken as it would be written.</summary>
    public string Text(string name)
    {
        var node = map[name];
        if (!node.HasValue)
        {
            return "";
        }

        if (node.Kind is NodeKind.List or NodeKind.Map)
        {
            Report(node, $"`{name}` must be a text");
            return "";
        }

        return AsWritten(node).Trim();
    }

    /// <summary>A text that must be there.</summary>
    public string Required(string name)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            ReportMissing(name);
        }

        return text;
    }

    /// <summary>A bool, or what stands for it when absent.</summary>
    public bool Flag(string name, bool absent)
    {
        var node = Expect(map[name], NodeKind.Bool, "true or false");
        return node.Exists ? node.IsTrue : absent;
    }

    /// <summary>A list of texts; a single text is a list of one.</summary>
    public string[] Texts(string name)
    {
        var node = map[name];
        if (node.Kind != NodeKind.List)
        {
            return Text(name) is { Length: > 0 } text ? [text] : [];
        }

        var texts = new List<string>(node.Count);
        foreach (var item in node.Items)
        {
            if (item.Kind is NodeKind.List or NodeKind.Map or NodeKind.Null)
            {
                Report(item, $"`{name}` must be a list of texts");
                continue;
            }

            texts.Add(AsWritten(item));
        }

        return [.. texts];
    }

    /// <summary>A list; nothing when absent.</summary>
    public NodeChildren Items(string name) => Expect(map[name], NodeKind.List, "a list").Items;

    private void Add(Node at, string field, string message, bool isUnknownField = false) =>
        problems.Add(new FilePlace(file, Math.Max(at.Line, 1), Math.Max(at.Column, 1), message) { At = at, Field = field, IsUnknownField = isUnknownField });

    /// <summary>Of a number its own text: <c>1.30</c> is a version, and no longer one as <c>1.3</c>.</summary>
    private static string AsWritten(Node node)
    {
        if (node.Kind is not (NodeKind.Int or NodeKind.UInt or NodeKind.Double))
        {
            return NodeJson.Scalar(node);
        }

        // An anchor or a tag may stand before it.
        var written = node.Tape.Source.Slice(node.ValueOffset, node.ValueLength);
        return written[(written.LastIndexOfAny(" \t\n") + 1)..].ToString();
    }

    private Node Expect(Node node, NodeKind kind, string what)
    {
        if (!node.HasValue || node.Kind == kind)
        {
            return node.HasValue ? node : default;
        }

        Report(node, $"this must be {what}");
        return default;
    }
}
