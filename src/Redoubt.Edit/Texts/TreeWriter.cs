using System.Text.Json.Nodes;
using Redoubt.Edit.Patches;
using Redoubt.Evidence;
using Redoubt.Yaml;

namespace Redoubt.Edit.Texts;

/// <summary>Writes the edits of one document as edits of its text.</summary>
/// <param name="text">How the text is written.</param>
/// <param name="isJson">Whether it is JSON.</param>
internal sealed class TreeWriter(WrittenText text, bool isJson)
{
    private readonly BlockYaml _block = new(text.NewLine, text.Step, text.ListIndent);
    private readonly List<TextEdit> _edits = [];

    /// <summary>What is to be edited, what lies deeper first.</summary>
    public IReadOnlyList<TextEdit> Edits => _edits;

    /// <summary>Why it cannot be done; empty where it can.</summary>
    public string Objection { get; private set; } = "";

    /// <summary>Writes what is below a map or list that is written here.</summary>
    public void Write(EditTree tree)
    {
        if (tree.Node.Kind == NodeKind.Map)
        {
            WriteMap(tree);
        }
        else
        {
            WriteList(tree);
        }
    }

    private void Object(string reason) => Objection = Objection.Length == 0 ? reason : Objection;

    private void WriteMap(EditTree tree)
    {
        var map = tree.Node;
        var own = WrittenText.OwnFields(map);
        var removed = new HashSet<Node>();
        var put = new List<(string Name, JsonNode? Value)>();
        foreach (var (name, child) in tree.Fields)
        {
            if (!own.Contains(child.Node))
            {
                PutBeside(name, child, put);
            }
            else if (child.IsRemoved)
            {
                removed.Add(child.Node);
            }
            else if (child.IsSet)
            {
                Replace(map, child.Node, child.Built());
            }
            else
            {
                WriteBelow(map, child);
            }
        }

        if (removed.Count > 0)
        {
            RemoveFields(map, own, removed, isEmptied: put.Count == 0);
        }

        if (put.Count > 0)
        {
            PutFields(map, own, removed.Count == own.Length, put);
        }
    }

    // What a merge key brings is the anchor's; a field of the map's own wins over it.
    private void PutBeside(string name, EditTree child, List<(string Name, JsonNode? Value)> put)
    {
        if (child.IsRemoved)
        {
            if (child.Node.Exists)
            {
                Object($"`{name}` comes by a merge key, and others have it from there too");
            }
        }
        else if (child.Node.Exists && !child.IsSet)
        {
            Object($"`{name}` comes by a merge key, and others have it from there too");
        }
        else
        {
            put.Add((name, child.Built()));
        }
    }

    private void WriteBelow(Node parent, EditTree child)
    {
        if (child.Node.IsAlias)
        {
            Object("it stands there by an alias, and others have it from the same anchor");
        }
        else if (child.Node.Kind == NodeKind.Null)
        {
            Replace(parent, child.Node, child.Built());
        }
        else if (child.Node.Kind is NodeKind.Map or NodeKind.List)
        {
            Write(child);
        }
        else
        {
            Object("a value stands where a map or list is expected");
        }
    }

    private void WriteList(EditTree tree)
    {
        var list = tree.Node;
        var removed = new HashSet<Node>();
        foreach (var item in tree.Items)
        {
            if (item.IsRemoved)
            {
                removed.Add(item.Node);
            }
            else if (item.IsSet)
            {
                Replace(list, item.Node, item.Built());
            }
            else
            {
                WriteBelow(list, item);
            }
        }

        JsonNode?[] added = [.. tree.Added];
        if (removed.Count > 0)
        {
            RemoveItems(list, removed, isEmptied: added.Length == 0);
        }

        if (added.Length > 0)
        {
            PutItems(list, removed.Count == list.Count, added);
        }
    }

    private void Replace(Node parent, Node node, JsonNode? value)
    {
        if (text.HasProperties(node) && text[node.ValueOffset] == '!')
        {
            Object("the value has a tag");
            return;
        }

        var (start, end) = (text.StartOf(node), text.EndOf(node));
        if (text.HasProperties(node))
        {
            Object("the value has an anchor, and others may have it from there");
        }
        else if (BlockYaml.TakesLines(value) && parent.Style == YamlStyle.Block && (node.Style == YamlStyle.Block || !IsFlow(node)))
        {
            ReplaceByLines(node, value!, end);
        }
        else if (node is { Style: YamlStyle.Block, Kind: NodeKind.Map or NodeKind.List })
        {
            ReplaceFrom(node, end, " " + BlockYaml.Flow(value, isJson: false));
        }
        else
        {
            var written = Scalar(value, node);
            var isOpen = node.Style is YamlStyle.Literal or YamlStyle.Folded && end > 0 && text[end - 1] == '\n';
            _edits.Add(new TextEdit(start, end - start, (node.Style == YamlStyle.Empty ? " " : "") + written + (isOpen ? text.NewLine : "")));
        }
    }

    private static bool IsFlow(Node node) => node is { Kind: NodeKind.Map or NodeKind.List, Style: YamlStyle.Flow, Count: > 0 };

    private void ReplaceByLines(Node node, JsonNode value, int end)
    {
        if (!node.HasKey)
        {
            Object("an item of a list is no map");
            return;
        }

        var lines = _block.Below(value, text.ColumnOf(node.KeyOffset));
        if (node.Style == YamlStyle.Block)
        {
            ReplaceFrom(node, end, text.NewLine + Cut(lines));
            return;
        }

        var colon = text.AfterColon(node);
        if (end > colon)
        {
            _edits.Add(new TextEdit(colon, end - colon, ""));
        }

        PutLines(text.AfterLine(end), lines);
    }

    private void ReplaceFrom(Node field, int end, string written)
    {
        if (field.HasKey)
        {
            var colon = text.AfterColon(field);
            _edits.Add(new TextEdit(colon, end - colon, written));
        }
        else
        {
            Object("an item of a list is no scalar");
        }
    }

    private string Cut(string lines) => lines[..^text.NewLine.Length];

    // A text keeps the quotes that it has.
    private string Scalar(JsonNode? value, Node before) => value is JsonValue one && one.TryGetValue<string>(out var word) && !isJson && before.Kind == NodeKind.String
        ? before.Style switch
        {
            YamlStyle.SingleQuoted when !word.Contains('\n', StringComparison.Ordinal) => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'",
            YamlStyle.DoubleQuoted => BlockYaml.Word(word, isJson: true),
            _ => BlockYaml.Word(word),
        }
        : BlockYaml.Flow(value, isJson);

    private void RemoveFields(Node map, Node[] own, HashSet<Node> removed, bool isEmptied)
    {
        if (map.Style != YamlStyle.Block)
        {
            new FlowWriter(text, _edits).Remove(own, removed, node => node.KeyOffset);
            return;
        }

        if (removed.Count == own.Length && isEmptied)
        {
            if (!Empty(map, text.EndOf(map), "{}"))
            {
                _edits.Add(new TextEdit(own[0].KeyOffset, text.EndOf(map) - own[0].KeyOffset, "{}"));
            }

            return;
        }

        for (var i = 0; i < own.Length; i++)
        {
            if (!removed.Contains(own[i]))
            {
                continue;
            }

            if (text.IsFirstOfLine(own[i].KeyOffset))
            {
                RemoveLines(text.LineStart(own[i].KeyOffset), text.AfterLine(text.EndOf(own[i])));
            }
            else if (i + 1 < own.Length && !removed.Contains(own[i + 1]))
            {
                RemoveBehindDash(own[i], own[i + 1]);
            }
            else
            {
                Object("nothing of what stands behind the dash would stay");
            }
        }
    }

    // What follows moves behind the dash, unless a comment stands between.
    private void RemoveBehindDash(Node field, Node next)
    {
        var end = text.EndOf(field);
        if (text.IsBlank(end, next.KeyOffset))
        {
            _edits.Add(new TextEdit(field.KeyOffset, next.KeyOffset - field.KeyOffset, ""));
        }
        else
        {
            _edits.Add(new TextEdit(field.KeyOffset, end - field.KeyOffset, ""));
        }
    }

    private void RemoveLines(int start, int end) => _edits.Add(new TextEdit(start, end - start, ""));

    // The lines of a block go, and its key says that nothing is there.
    private bool Empty(Node block, int end, string nothing)
    {
        var first = block.Kind == NodeKind.Map ? WrittenText.OwnFields(block)[0].KeyOffset : text.DashOf(block[0]);
        if (!block.HasKey || first < 0 || !text.IsFirstOfLine(first))
        {
            return false;
        }

        var colon = text.AfterColon(block);
        _edits.Add(new TextEdit(colon, 0, " " + nothing));
        RemoveLines(text.LineStart(first), text.AfterLine(end));
        return true;
    }

    private void RemoveItems(Node list, HashSet<Node> removed, bool isEmptied)
    {
        Node[] all = [.. Items(list)];
        if (all.Any(item => item.IsAlias))
        {
            Object("an item of the list stands there by an alias");
        }
        else if (list.Style != YamlStyle.Block)
        {
            new FlowWriter(text, _edits).Remove(all, removed, node => node.ValueOffset);
        }
        else if (removed.Count == all.Length && isEmptied)
        {
            if (!Empty(list, text.EndOf(list), "[]"))
            {
                Object("the list would be empty");
            }
        }
        else
        {
            foreach (var item in removed)
            {
                var dash = text.DashOf(item);
                if (dash < 0 || !text.IsFirstOfLine(dash))
                {
                    Object("the item does not stand on lines of its own");
                    return;
                }

                RemoveLines(text.LineStart(dash), text.AfterLine(text.EndOf(item)));
            }
        }
    }

    private static IEnumerable<Node> Items(Node list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            yield return list[i];
        }
    }

    private void PutFields(Node map, Node[] own, bool isEmptied, List<(string Name, JsonNode? Value)> put)
    {
        if (map.Style != YamlStyle.Block)
        {
            if (own.Length == 0 && IsOfBlock(map))
            {
                var value = new JsonObject();
                put.ForEach(field => value[field.Name] = field.Value?.DeepClone());
                ReplaceByLines(map, value, text.EndOf(map));
                return;
            }

            var isQuoted = isJson || (own is [var one, ..] && text[one.KeyOffset] == '"');
            new FlowWriter(text, _edits).Put(map, own, isEmptied, node => node.KeyOffset, put.Select(field => $"{BlockYaml.Word(field.Name, isQuoted)}: {BlockYaml.Flow(field.Value, isQuoted)}"));
            return;
        }

        if (own.Length == 0 || (isEmptied && !text.IsFirstOfLine(own[0].KeyOffset)))
        {
            Object("all of the map comes by a merge key or stands behind a dash");
            return;
        }

        var indent = text.ColumnOf(own[0].KeyOffset);
        PutLines(text.AfterLine(text.EndOf(map)), string.Concat(put.Select(field => _block.Field(field.Name, field.Value, indent))));
    }

    // An empty map or list right behind a key of a block.
    private static bool IsOfBlock(Node node) => node.HasKey && node.Parent.Style == YamlStyle.Block;

    private void PutItems(Node list, bool isEmptied, JsonNode?[] added)
    {
        if (list.Style != YamlStyle.Block)
        {
            if (list.Count == 0 && IsOfBlock(list))
            {
                ReplaceByLines(list, new JsonArray([.. added.Select(item => item?.DeepClone())]), text.EndOf(list));
                return;
            }

            new FlowWriter(text, _edits).Put(list, [.. Items(list)], isEmptied, node => text.StartOf(node), added.Select(item => BlockYaml.Flow(item, isJson)));
            return;
        }

        var dash = Items(list).Select(text.DashOf).FirstOrDefault(dash => dash >= 0, -1);
        if (dash < 0)
        {
            Object("where the list's dashes stand is not clear");
            return;
        }

        PutLines(text.AfterLine(text.EndOf(list)), string.Concat(added.Select(item => _block.Item(item, text.ColumnOf(dash)))));
    }

    private void PutLines(int at, string lines) =>
        _edits.Add(new TextEdit(at, 0, text.IsOpenEnd(at) ? text.NewLine + Cut(lines) : lines));
}
