using System.Globalization;
using System.Text;

namespace Redoubt.Yaml.Tests.Differential;

/// <summary>
/// Writes a random document: values in random styles, with random indentation, comments, anchors and aliases. Knows what it means: as
/// Kubernetes reads it, and with every scalar as the text that it is.
/// </summary>
internal sealed class RandomYaml(int seed)
{
    private const int Deepest = 5;

    private static readonly string[] Words =
    [
        "a", "web", "nginx:1.25", "x y", "http://e.org/#a", "it's", "say \"hi\"", "tab\there", "é", "😀", "", " lead", "trail ", "a: b", "# no", "- no", "line\nline", "one\n\ntwo\n",
        "yes", "1", "null", "~", "0644", "*a", "&a", "!t", "{x}", "[y]", "a,b", "?", ":", "-", "%", "@", "`", "back\\slash", "\u0001", "\u2028", "---", "...", "<<", "> x", "| y",
    ];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _yaml = new();
    private readonly List<(string Name, string Json, string Text)> _anchors = [];

    public string Yaml => _yaml.ToString();

    /// <summary>The document as JSON, as Kubernetes has it.</summary>
    public string Json { get; private set; } = "";

    /// <summary>The document as JSON with every scalar as text: the tree before any type is looked for.</summary>
    public string Text { get; private set; } = "";

    public static RandomYaml Make(int seed)
    {
        var made = new RandomYaml(seed);
        if (made.Chance(5))
        {
            made._yaml.Append("# start\n");
        }

        (made.Json, made.Text) = made.Chance(2) ? made.BlockMapping(0, 0) : made.BlockSequence(0, 0);
        return made;
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private (string Json, string Text) BlockMapping(int indent, int depth) => Collection('{', '}', depth, (i, _) =>
    {
        if (i > 0 || indent > 0)
        {
            NewLine(indent);
        }

        var key = $"k{i}" + (Chance(4) ? " é" : "");
        _yaml.Append(Chance(3) ? DoubleQuoted(key) : Chance(3) ? SingleQuoted(key) : key).Append(':');
        var (json, text) = BlockValue(indent, depth, isInSequence: false);
        return (Quote(key) + ":" + json, Quote(key) + ":" + text);
    });

    private (string Json, string Text) BlockSequence(int indent, int depth) => Collection('[', ']', depth, (i, _) =>
    {
        if (i > 0 || indent > 0 || depth > 0)
        {
            NewLine(indent);
        }

        _yaml.Append('-');
        return BlockValue(indent, depth, isInSequence: true);
    });

    /// <summary>What follows <c>:</c> or <c>-</c>, up to the end of its line.</summary>
    private (string Json, string Text) BlockValue(int indent, int depth, bool isInSequence)
    {
        if (_anchors.Count > 0 && Chance(12))
        {
            var (name, json, text) = _anchors[_random.Next(_anchors.Count)];
            _yaml.Append(" *").Append(name);
            return (json, text);
        }

        var anchor = Chance(10) ? $"n{_anchors.Count}_{_yaml.Length}" : null;
        if (anchor is not null)
        {
            _yaml.Append(" &").Append(anchor);
        }

        var made = _random.Next(depth < Deepest ? 8 : 4) switch
        {
            0 => Spaced(() => FlowValue(depth, isInline: true)),
            1 => Chance(3) ? FoldedScalar(indent) : BlockScalar(indent),
            < 4 => Spaced(() => Scalar(inFlow: false)),
            < 6 => BlockMapping(indent + _random.Next(1, 5), depth + 1),
            _ => BlockSequence(indent + _random.Next(isInSequence ? 1 : 0, 4), depth + 1),
        };
        if (anchor is not null)
        {
            _anchors.Add((anchor, made.Json, made.Text));
        }

        return made;
    }

    private (string Json, string Text) Spaced(Func<(string Json, string Text)> value)
    {
        _yaml.Append(' ', _random.Next(1, 3));
        var made = value();
        if (Chance(8))
        {
            _yaml.Append(" # note");
        }

        return made;
    }

    private (string Json, string Text) FlowValue(int depth, bool isInline)
    {
        if (!isInline && (depth >= Deepest || Chance(2)))
        {
            return Scalar(inFlow: true);
        }

        if (Chance(2))
        {
            _yaml.Append('[');
            var sequence = Collection('[', ']', depth, (i, _) =>
            {
                _yaml.Append(i > 0 ? ", " : Chance(3) ? " " : "");
                return FlowValue(depth + 1, isInline: false);
            });
            _yaml.Append(']');
            return sequence;
        }

        _yaml.Append('{');
        var mapping = Collection('{', '}', depth, (i, _) =>
        {
            _yaml.Append(i > 0 ? ", " : "");
            _yaml.Append(Chance(2) ? DoubleQuoted($"f{i}") : $"f{i}").Append(": ");
            var (json, text) = FlowValue(depth + 1, isInline: false);
            return ($"\"f{i}\":{json}", $"\"f{i}\":{text}");
        });
        _yaml.Append('}');
        return mapping;
    }

    private (string Json, string Text) Collection(char open, char close, int depth, Func<int, int, (string Json, string Text)> item)
    {
        // A block collection has at least one item.
        var count = _random.Next(1, depth == 0 ? 6 : 4);
        var items = Enumerable.Range(0, count).Select(i => item(i, count)).ToList();
        return ($"{open}{string.Join(',', items.Select(made => made.Json))}{close}", $"{open}{string.Join(',', items.Select(made => made.Text))}{close}");
    }

    private (string Json, string Text) Scalar(bool inFlow)
    {
        switch (_random.Next(7))
        {
            case 6:
                return Tagged();
            case 0:
                var number = _random.Next(-1000, 100_000).ToString(CultureInfo.InvariantCulture);
                _yaml.Append(number);
                return (number, Quote(number));
            case 1:
                var word = Chance(2) ? "true" : "false";
                _yaml.Append(word);
                return (word, Quote(word));
            case 2:
                var plain = new string('w', _random.Next(1, 30)) + (Chance(3) ? " and more" : "");
                _yaml.Append(plain);
                return (Quote(plain), Quote(plain));
            default:
                var text = Words[_random.Next(Words.Length)] + (Chance(4) ? Words[_random.Next(Words.Length)] : "");
                _yaml.Append(Chance(2) && !inFlow && !text.AsSpan().ContainsAny("\n\u0001\u2028") ? SingleQuoted(text) : DoubleQuoted(text));
                return (Quote(text), Quote(text));
        }
    }

    private (string Json, string Text) BlockScalar(int indent)
    {
        var lines = Enumerable.Range(0, _random.Next(1, 4)).Select(i => i > 0 && Chance(4) ? "" : $"line {i} : # \"é").ToList();
        if (lines[^1].Length == 0)
        {
            lines[^1] = "end";
        }

        var isStrip = Chance(2);
        _yaml.Append(isStrip ? " |-" : " |");
        foreach (var line in lines)
        {
            _yaml.Append('\n');
            if (line.Length > 0)
            {
                _yaml.Append(' ', indent + 2).Append(line);
            }
        }

        var text = string.Join('\n', lines) + (isStrip ? "" : "\n");
        return (Quote(text), Quote(text));
    }

    /// <summary>A number or word that its tag makes a text.</summary>
    private (string Json, string Text) Tagged()
    {
        var text = Chance(2) ? "true" : _random.Next(100).ToString(CultureInfo.InvariantCulture);
        _yaml.Append(Chance(2) ? "!!str " : "! ").Append(text);
        return (Quote(text), Quote(text));
    }

    /// <summary><c>&gt;</c>: one line break becomes a blank, of two the first is dropped.</summary>
    private (string Json, string Text) FoldedScalar(int indent)
    {
        var words = Enumerable.Range(0, _random.Next(1, 5)).Select(i => $"word {i} # é").ToList();
        var text = new StringBuilder();
        _yaml.Append(Chance(3) ? " >2-" : " >-");
        foreach (var word in words)
        {
            var blank = text.Length > 0 && Chance(3);
            text.Append(text.Length == 0 ? "" : blank ? "\n" : " ").Append(word);
            _yaml.Append(blank ? "\n\n" : "\n").Append(' ', indent + 2).Append(word);
        }

        return (Quote(text.ToString()), Quote(text.ToString()));
    }

    private void NewLine(int indent)
    {
        _yaml.Append('\n');
        if (Chance(10))
        {
            _yaml.Append('\n');
        }

        if (Chance(12))
        {
            _yaml.Append(' ', indent).Append("# between\n");
        }

        _yaml.Append(' ', indent);
    }

    private static string SingleQuoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string DoubleQuoted(string text) => '"' + string.Concat(text.Select(c => c switch
    {
        '"' or '\\' => $"\\{c}",
        '\n' => "\\n",
        '\t' => "\\t",
        < ' ' or '\u2028' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    })) + '"';

    private static string Quote(string text)
    {
        var json = new StringBuilder();
        GoJson.AppendString(json, text);
        return json.ToString();
    }
}
