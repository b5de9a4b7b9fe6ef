using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Tests.Conformance;

/// <summary>Reads protobuf's text format; throws <see cref="FormatException"/> with the line where it is broken.</summary>
internal sealed class TextProtoReader
{
    private readonly string _text;
    private int _at;

    private TextProtoReader(string text) => _text = text;

    internal static ProtoMessage Read(string text)
    {
        var reader = new TextProtoReader(text);
        var message = reader.Fields('\0');
        return reader._at == text.Length ? message : throw reader.Broken("expected a field");
    }

    private ProtoMessage Fields(char end)
    {
        var message = new ProtoMessage();
        for (Skip(); _at < _text.Length && _text[_at] != end; Skip())
        {
            var name = _text[_at] == '[' ? Bracketed() : Word();
            var colon = TryTake(':');
            Skip();
            if (TryTake('['))
            {
                List(message, name);
            }
            else
            {
                message.Add(name, Value(colon));
            }

            if (!TryTake(','))
            {
                TryTake(';');
            }
        }
        return message;
    }

    private void List(ProtoMessage message, string name)
    {
        while (!TryTake(']'))
        {
            message.Add(name, Value(scalar: true));
            TryTake(',');
        }
    }

    private ProtoField Value(bool scalar)
    {
        Skip();
        if (TryTake('{'))
        {
            return Nested('}');
        }

        if (TryTake('<'))
        {
            return Nested('>');
        }

        if (!scalar)
        {
            throw Broken("expected a message");
        }

        if (Peek is '"' or '\'')
        {
            return new ProtoField(null, Strings(), null);
        }

        var sign = TryTake('-') ? "-" : "";
        return new ProtoField(null, null, sign + Word());
    }

    private ProtoField Nested(char end)
    {
        var message = Fields(end);
        return TryTake(end) ? new ProtoField(message, null, null) : throw Broken($"expected `{end}`");
    }

    // `[type.googleapis.com/a.b.C]` and `[a.b.extension]`.
    private string Bracketed()
    {
        var end = _text.IndexOf(']', _at);
        if (end < 0)
        {
            throw Broken("expected `]`");
        }

        var name = _text[_at..(end + 1)];
        _at = end + 1;
        return name;
    }

    private string Word()
    {
        Skip();
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek) || Peek is '_' or '.' or '+' || (Peek == '-' && _text[_at - 1] is 'e' or 'E'))
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw Broken("expected a name or a value");
    }

    // Strings that follow one another are one.
    private byte[] Strings()
    {
        var bytes = new List<byte>();
        for (; Peek is '"' or '\''; Skip())
        {
            var quote = _text[_at++];
            while (Peek != quote)
            {
                if (_at >= _text.Length || Peek == '\n')
                {
                    throw Broken("the string has no end");
                }

                if (TryTakeHere('\\'))
                {
                    Escape(bytes);
                }
                else
                {
                    Rune(bytes, System.Text.Rune.GetRuneAt(_text, _at), advance: true);
                }
            }
            _at++;
        }
        return [.. bytes];
    }

    private void Escape(List<byte> bytes)
    {
        var letter = _text[_at++];
        switch (letter)
        {
            case >= '0' and <= '7':
                _at--;
                bytes.Add((byte)Digits(8, 3));
                break;
            case 'x' or 'X':
                bytes.Add((byte)Digits(16, 2));
                break;
            case 'u':
                Rune(bytes, new Rune(Digits(16, 4)), advance: false);
                break;
            case 'U':
                Rune(bytes, new Rune(Digits(16, 8)), advance: false);
                break;
            default:
                var index = "abfnrtv".IndexOf(letter, StringComparison.Ordinal);
                bytes.Add((byte)(index < 0 ? letter : "\a\b\f\n\r\t\v"[index]));
                break;
        }
    }

    private int Digits(int radix, int most)
    {
        var start = _at;
        while (_at - start < most && (radix == 16 ? char.IsAsciiHexDigit(Peek) : Peek is >= '0' and <= '7'))
        {
            _at++;
        }

        return _at > start ? Convert.ToInt32(_text[start.._at], radix) : throw Broken("expected a digit");
    }

    private void Rune(List<byte> bytes, Rune rune, bool advance)
    {
        Span<byte> buffer = stackalloc byte[4];
        bytes.AddRange(buffer[..rune.EncodeToUtf8(buffer)]);
        if (advance)
        {
            _at += rune.Utf16SequenceLength;
        }
    }

    private char Peek => _at < _text.Length ? _text[_at] : '\0';

    private bool TryTake(char wanted)
    {
        Skip();
        return TryTakeHere(wanted);
    }

    private bool TryTakeHere(char wanted)
    {
        if (Peek != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Skip()
    {
        for (; _at < _text.Length; _at++)
        {
            if (Peek == '#')
            {
                _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length - 1;
            }
            else if (!char.IsWhiteSpace(Peek))
            {
                return;
            }
        }
    }

    private FormatException Broken(string why)
    {
        var line = _text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n') + 1;
        return new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {line}: {why}"));
    }
}
