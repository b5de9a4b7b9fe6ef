using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml.JsonFirst;

/// <summary>One JSON value at a time (RFC 8259, as strict as Go's decoder), into the same nodes as YAML.</summary>
/// <typeparam name="TUnit">What the text is made of: characters, or bytes of ASCII, of which each text is kept among the decoded ones.</typeparam>
internal ref struct JsonParser<TUnit>
    where TUnit : unmanaged, IBinaryInteger<TUnit>
{
    private const string StopCharacters =
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F" +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    private static readonly SearchValues<char> StringStops = SearchValues.Create(StopCharacters);
    private static readonly SearchValues<byte> StringStopBytes = SearchValues.Create(Encoding.ASCII.GetBytes(StopCharacters));

    private readonly ReadOnlySpan<TUnit> _text;
    private readonly Workspace _work;
    private TreeBuilder _tree;
    private int _pos;
    private int _depth;

    public JsonParser(ReadOnlySpan<TUnit> text, int start, Workspace work, YamlLimits limits)
    {
        _text = text;
        _work = work;
        _tree = new TreeBuilder(Chars(text), work, limits);
        _pos = start;
    }

    public readonly ScanProblem Problem => _tree.Problem;

    public readonly int Position => _pos;

    public readonly bool NeedsCheck => _tree.NeedsCheck;

    public readonly int Count => _tree.Count;

    /// <summary>Goes to the next value; false if there is only white space.</summary>
    public bool SkipSpace()
    {
        while (At(_pos) is ' ' or '\t' or '\n' or '\r')
        {
            _pos++;
        }

        return _pos < _text.Length;
    }

    /// <summary>Whether the value that was begun has been parsed to its end.</summary>
    public readonly bool IsWhole => _depth == 0;

    /// <summary>The sequence between two items of which <see cref="GoOn"/> stopped.</summary>
    public readonly int OpenList => _tree.Innermost;

    /// <summary>Begins the value that starts at an offset.</summary>
    public bool Begin(int offset)
    {
        _pos = offset;
        _tree.Clear();
        _depth = 0;
        return Value();
    }

    /// <summary>Parses to the value's end, or stops between two items of a list in the outermost object, once they have so many nodes.</summary>
    /// <param name="most">How many nodes.</param>
    public bool GoOn(int most)
    {
        // Each turn of the loop does what follows one value: a comma, or the end of the collection that is open.
        while (_depth > 0)
        {
            if (_depth == 2 && IsLongList(most))
            {
                return true;
            }

            SkipSpace();
            var isMapping = _work.States[_depth - 1] == ParserState.FlowMappingKey;
            var c = At(_pos++);
            if (c == (isMapping ? '}' : ']'))
            {
                _depth--;
                if (!_tree.Close(_pos))
                {
                    return false;
                }
            }
            else if (c != ',')
            {
                return Unexpected(_pos - 1, isMapping ? "after object key:value pair" : "after array element");
            }
            else if (!(isMapping ? Member() : Value()))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Forgets the items of the open list that were parsed so far.</summary>
    public void ForgetItems() => _tree.ForgetItems(OpenList);

    private readonly bool IsLongList(int most) =>
        _work.States[0] == ParserState.FlowMappingKey && _work.States[1] == ParserState.FlowSequenceEntry && _tree.Count - OpenList - 1 > most;

    private bool Value()
    {
        while (true)
        {
            SkipSpace();
            switch (At(_pos))
            {
                case '{':
                    if (!Open(NodeKind.Mapping, ParserState.FlowMappingKey))
                    {
                        return false;
                    }

                    SkipSpace();
                    return At(_pos) == '}' || Member();
                case '[':
                    if (!Open(NodeKind.Sequence, ParserState.FlowSequenceEntry))
                    {
                        return false;
                    }

                    SkipSpace();
                    if (At(_pos) == ']')
                    {
                        return true;
                    }

                    continue;
                case '"':
                    return String(isKey: false);
                case 't':
                    return Word("true", NodeKind.Bool, 1);
                case 'f':
                    return Word("false", NodeKind.Bool, 0);
                case 'n':
                    return Word("null", NodeKind.Null, 0);
                case '-' or (>= '0' and <= '9'):
                    return Number();
                default:
                    return Unexpected(_pos, "looking for beginning of value");
            }
        }
    }

    private bool Open(NodeKind kind, ParserState state)
    {
        if (_depth == _work.States.Length)
        {
            Array.Resize(ref _work.States, _depth * 2);
        }

        _work.States[_depth++] = state;
        return _tree.Open(kind, YamlStyle.Flow, _pos, _pos++);
    }

    private bool Member()
    {
        SkipSpace();
        if (At(_pos) != '"')
        {
            return Unexpected(_pos, "looking for beginning of object key string");
        }

        if (!String(isKey: true))
        {
            return false;
        }

        SkipSpace();
        if (At(_pos) != ':')
        {
            return Unexpected(_pos, "after object key");
        }

        _pos++;
        return Value();
    }

    private bool String(bool isKey)
    {
        var start = _pos++;
        var decodedStart = -1;
        var segment = _pos;
        while (true)
        {
            var found = NextStop(_text[_pos..]);
            if (found < 0)
            {
                return _tree.Fail(YamlProblemCode.Json, _text.Length, "unexpected end of JSON input");
            }

            _pos += found;
            var c = At(_pos);
            if (c == '"')
            {
                break;
            }

            if (c != '\\')
            {
                return Unexpected(_pos, "in string literal");
            }

            if (decodedStart < 0)
            {
                decodedStart = _work.DecodedLength;
            }

            Append(segment, _pos);
            if (!Escape())
            {
                return false;
            }

            segment = _pos;
        }

        ref var node = ref Add(NodeKind.String, YamlStyle.DoubleQuoted, start, _pos + 1);
        if (decodedStart >= 0)
        {
            Append(segment, _pos);
            node.TextStart = ~decodedStart;
            node.TextLength = _work.DecodedLength - decodedStart;
        }
        else
        {
            Written(ref node, segment, _pos);
        }

        _pos++;
        return !isKey || _tree.FinishKey();
    }

    private bool Escape()
    {
        var code = At(_pos + 1);
        if (code == 'u')
        {
            return UnicodeEscape();
        }

        var c = code switch { '"' or '\\' or '/' => code, 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => '\0' };
        if (c == '\0')
        {
            return Unexpected(_pos + 1, "in string escape code");
        }

        _work.Append(c);
        _pos += 2;
        return true;
    }

    /// <summary>A lone surrogate becomes U+FFFD, as in Go.</summary>
    private bool UnicodeEscape()
    {
        if (!TryHex(_pos + 2, out var unit))
        {
            return Unexpected(_pos + 2, "in \\u hexadecimal character escape");
        }

        _pos += 6;
        if (!char.IsSurrogate(unit))
        {
            _work.Append(unit);
        }
        else if (At(_pos) == '\\' && At(_pos + 1) == 'u' && TryHex(_pos + 2, out var low) && char.IsSurrogatePair(unit, low))
        {
            _work.Append(unit);
            _work.Append(low);
            _pos += 6;
        }
        else
        {
            _work.Append('\uFFFD');
        }

        return true;
    }

    private readonly bool TryHex(int offset, out char unit)
    {
        unit = '\0';
        if (offset + 4 > _text.Length)
        {
            return false;
        }

        for (var at = offset; at < offset + 4; at++)
        {
            var digit = At(at);
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }

            unit = (char)((unit << 4) | (char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10));
        }

        return true;
    }

    private bool Word(string word, NodeKind kind, long bits)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (At(_pos + i) != word[i])
            {
                return Unexpected(_pos + i, $"in literal {word}");
            }
        }

        var start = _pos;
        _pos += word.Length;
        ref var node = ref Add(kind, YamlStyle.Plain, start, _pos);
        node.Bits = bits;
        Written(ref node, start, _pos);
        return true;
    }

    private bool Number()
    {
        var start = _pos;
        if (At(_pos) == '-')
        {
            _pos++;
        }

        if (At(_pos) == '0')
        {
            _pos++;
        }
        else if (!Digits())
        {
            return false;
        }

        var isInteger = true;
        if (At(_pos) == '.')
        {
            isInteger = false;
            _pos++;
            if (!Digits())
            {
                return false;
            }
        }

        if (At(_pos) is 'e' or 'E')
        {
            isInteger = false;
            _pos++;
            if (At(_pos) is '+' or '-')
            {
                _pos++;
            }

            if (!Digits())
            {
                return false;
            }
        }

        AddNumber(start, isInteger);
        return true;
    }

    private bool Digits()
    {
        var start = _pos;
        while (char.IsAsciiDigit(At(_pos)))
        {
            _pos++;
        }

        return _pos > start || Unexpected(_pos, "in numeric literal");
    }

    private void AddNumber(int start, bool isInteger)
    {
        ref var node = ref Add(NodeKind.Double, YamlStyle.Plain, start, _pos);
        Written(ref node, start, _pos);
        var text = _tree.TextOf(node);
        if (isInteger && text is not "-0")
        {
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out node.Bits))
            {
                node.Kind = NodeKind.Int64;
                return;
            }

            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var large))
            {
                node.Kind = NodeKind.UInt64;
                node.Bits = (long)large;
                return;
            }
        }

        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        node.Bits = BitConverter.DoubleToInt64Bits(value);
        if (!double.IsFinite(value))
        {
            node.Flags |= NodeFlags.NotJson;
            _tree.NeedsCheck = true;
        }
    }

    private ref Node Add(NodeKind kind, YamlStyle style, int start, int end)
    {
        ref var node = ref _tree.Add();
        node.Kind = kind;
        node.Style = style;
        node.Offset = node.Content = start;
        node.End = end;
        return ref node;
    }

    // Of characters a text is where it stands; bytes become characters among the decoded ones.
    private readonly void Written(ref Node node, int start, int end)
    {
        node.TextStart = typeof(TUnit) == typeof(char) ? start : ~_work.DecodedLength;
        node.TextLength = end - start;
        if (typeof(TUnit) != typeof(char))
        {
            Append(start, end);
        }
    }

    private readonly void Append(int start, int end)
    {
        if (typeof(TUnit) == typeof(char))
        {
            _work.Append(MemoryMarshal.Cast<TUnit, char>(_text[start..end]));
        }
        else
        {
            _work.AppendAscii(MemoryMarshal.Cast<TUnit, byte>(_text[start..end]));
        }
    }

    private static int NextStop(ReadOnlySpan<TUnit> text) => typeof(TUnit) == typeof(char)
        ? MemoryMarshal.Cast<TUnit, char>(text).IndexOfAny(StringStops)
        : MemoryMarshal.Cast<TUnit, byte>(text).IndexOfAny(StringStopBytes);

    // The tree has no use for bytes: it meets no text that is not decoded.
    private static ReadOnlySpan<char> Chars(ReadOnlySpan<TUnit> text) => typeof(TUnit) == typeof(char) ? MemoryMarshal.Cast<TUnit, char>(text) : default;

    private readonly char At(int offset) => (uint)offset < (uint)_text.Length ? (char)ushort.CreateTruncating(_text[offset]) : '\0';

    private bool Unexpected(int offset, string where) =>
        offset >= _text.Length
            ? _tree.Fail(YamlProblemCode.Json, _text.Length, "unexpected end of JSON input")
            : _tree.Fail(YamlProblemCode.Json, offset, $"invalid character `{At(offset)}` {where}");
}
