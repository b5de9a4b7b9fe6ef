using System.Text.Json;
using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml.Tests.Conformance;

[NeedsSuite("yaml")]
public class PositionsTests
{
    [Fact]
    public void Every_node_of_positions_stands_where_the_Go_parsers_and_PyYAML_say() => Suite.Run("positions.jsonl", Check);

    private static string? Check(JsonElement row)
    {
        var text = Suite.Text(row);
        var got = Positions(text);
        var expected = row.GetProperty("positions").EnumerateArray().ToList();
        if (got.Count != expected.Count)
        {
            return $"expected {expected.Count} nodes, got {got.Count}: {string.Join(' ', got)}";
        }

        for (var i = 0; i < got.Count; i++)
        {
            if (Differs(text, expected[i], got[i]) is { } difference)
            {
                return $"{expected[i]}\n    {difference}: got {got[i]}";
            }
        }

        return null;
    }

    private static string? Differs(YamlText text, JsonElement expected, in Place got)
    {
        var position = text.Locate(got.Node.Offset);
        if (expected.GetProperty("doc").GetInt32() != got.Document || expected.GetProperty("path").GetString() != got.Path)
        {
            return "path";
        }

        if (expected.GetProperty("kind").GetString() != Kind(got.Node))
        {
            return "kind";
        }

        if (expected.TryGetProperty("style", out var style) && style.GetString() != Style(got.Node.Style))
        {
            return "style";
        }

        if (expected.GetProperty("offsetUtf16").GetInt32() != got.Node.Offset)
        {
            return "offset";
        }

        if (Number(expected, "line") != position.Line || Number(expected, "column") != position.Column || Number(expected, "columnUtf16") != position.ColumnUtf16)
        {
            return "line or column";
        }

        var content = text.Locate(got.Node.Content);
        if (expected.TryGetProperty("contentLine", out _) && (Number(expected, "contentLine") != content.Line || Number(expected, "contentColumn") != content.Column))
        {
            return $"content {content}";
        }

        var key = text.Locate(got.KeyOffset);
        var hasKey = expected.TryGetProperty("keyLine", out _);
        return hasKey && (got.KeyOffset < 0 || Number(expected, "keyLine") != key.Line || Number(expected, "keyColumn") != key.Column) ? $"key {key}" : null;
    }

    private static int Number(JsonElement row, string name) => row.GetProperty(name).GetInt32();

    private static string Kind(in Node node) => node.Kind switch
    {
        NodeKind.Mapping => "mapping",
        NodeKind.Sequence => "sequence",
        NodeKind.Alias => "alias",
        _ => "scalar",
    };

    private static string Style(YamlStyle style) => style switch
    {
        YamlStyle.SingleQuoted => "single",
        YamlStyle.DoubleQuoted => "double",
        YamlStyle.Literal => "literal",
        YamlStyle.Folded => "folded",
        YamlStyle.Plain => "plain",
        YamlStyle.Empty => "empty",
        YamlStyle.Block => "block",
        _ => "flow",
    };

    /// <summary>Every node as it is parsed, before aliases and merges: with its path by keys as they are written.</summary>
    private static List<Place> Positions(YamlText text)
    {
        var places = new List<Place>();
        var work = new Workspace();
        var parser = new Parser(text.Span, 0, work, YamlLimits.Default, dropsCarriageReturn: false);
        for (var document = 0; parser.ParseDocument(document == 0, out var found) && found; document++)
        {
            var index = 0;
            Add(places, text, work, ref index, document, "", keyOffset: -1);
        }

        return places;
    }

    private static void Add(List<Place> places, YamlText text, Workspace work, ref int index, int document, string path, int keyOffset)
    {
        var node = work.Nodes[index++];
        places.Add(new Place(document, path, node, keyOffset));
        if (node.Kind is not (NodeKind.Mapping or NodeKind.Sequence))
        {
            return;
        }

        for (var item = 0; index < node.Next; item++)
        {
            if (node.Kind == NodeKind.Sequence)
            {
                Add(places, text, work, ref index, document, $"{path}[{item}]", keyOffset: -1);
                continue;
            }

            var key = work.Nodes[index++];
            var written = key.Style == YamlStyle.Plain && key.Kind != NodeKind.String ? text.Span[key.Content..key.End] : work.TextOf(key, text.Span);
            var count = places.Count;
            Add(places, text, work, ref index, document, Step(path, written.ToString()), key.Offset);

            // A key by alias has no path in the suite.
            if (text.Span[key.Offset..] is ['*', ..])
            {
                places.RemoveRange(count, places.Count - count);
            }
        }
    }

    private static string Step(string path, string key)
    {
        var isName = key.Length > 0 && (char.IsAsciiLetter(key[0]) || key[0] == '_') && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return !isName ? $"{path}[\"{string.Concat(key.Select(Escape))}\"]" : path.Length == 0 ? key : $"{path}.{key}";
    }

    private static string Escape(char c) => c switch
    {
        '"' or '\\' => $"\\{c}",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        < ' ' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    };

    private readonly record struct Place(int Document, string Path, Node Node, int KeyOffset)
    {
        public override string ToString() => $"{Document}:{Path}@{Node.Offset}/{Node.Content} {Node.Kind} {Node.Style} key {KeyOffset}";
    }
}
