using System.Text.Json;

namespace Redoubt.Access.Audit;

/// <summary>A text that is overwritten line by line.</summary>
internal sealed class TextBuffer
{
    private char[] _letters = new char[128];
    private int _length;

    public ReadOnlySpan<char> Text => _letters.AsSpan(0, _length);

    public bool IsEmpty => _length == 0;

    public void Clear() => _length = 0;

    /// <summary>Reads the string that is the value of the property; passes over any other value.</summary>
    /// <returns>Whether it was a string.</returns>
    public bool Read(ref Utf8JsonReader reader)
    {
        Clear();
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            Append(ref reader);
            return true;
        }

        reader.Skip();
        return false;
    }

    /// <summary>Appends the string that the reader stands at.</summary>
    public void Append(ref Utf8JsonReader reader)
    {
        Grow(reader.ValueSpan.Length);
        _length += reader.CopyString(_letters.AsSpan(_length));
    }

    /// <summary>Appends a text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        Grow(text.Length);
        text.CopyTo(_letters.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Appends a text with its length before it, so that texts in a row can be told apart.</summary>
    public void AppendSized(ReadOnlySpan<char> text)
    {
        Append([(char)(text.Length >> 15), (char)(text.Length & 0x7FFF)]);
        Append(text);
    }

    /// <summary>The texts that were appended with their lengths.</summary>
    public static List<string> Sized(ReadOnlySpan<char> texts)
    {
        var read = new List<string>();
        while (texts.Length > 1)
        {
            var length = (texts[0] << 15) | texts[1];
            read.Add(texts.Slice(2, length).ToString());
            texts = texts[(2 + length)..];
        }

        return read;
    }

    private void Grow(int more)
    {
        if (_length + more > _letters.Length)
        {
            Array.Resize(ref _letters, Math.Max(_letters.Length * 2, _length + more));
        }
    }
}
