using System.Numerics;
using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml.JsonFirst;

/// <summary>One JSON value at a time (RFC 8259, as strict as Go's decoder), into the same nodes as YAML.</summary>
/// <typeparam name="TUnit">What the text is made of: characters, or bytes of ASCII, of which each text is kept among the decoded ones.</typeparam>
internal ref partial struct JsonParser<TUnit>
    where TUnit : unmanaged, IBinaryInteger<TUnit>
{
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

    private ref Node Add(NodeKind kind, YamlStyle style, int start, int end)
    {
        ref var node = ref _tree.Add();
        node.Kind = kind;
        node.Style = style;
        node.Offset = node.Content = start;
        node.End = end;
        return ref node;
    }

    private bool Unexpected(int offset, string where) =>
        offset >= _text.Length
            ? _tree.Fail(YamlProblemCode.Json, _text.Length, "unexpected end of JSON input")
            : _tree.Fail(YamlProblemCode.Json, offset, $"invalid character `{At(offset)}` {where}");
}
