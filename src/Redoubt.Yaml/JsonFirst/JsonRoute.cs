namespace Redoubt.Yaml.JsonFirst;

/// <summary>When kubectl's decoder takes a text as JSON, and how it goes back to YAML.</summary>
internal static class JsonRoute
{
    private const int PeekedBytes = 4096;

    /// <summary>Whether the first character that is no space is <c>{</c>, within the first 4096 bytes.</summary>
    public static bool LooksLikeJson(ReadOnlySpan<char> text)
    {
        var bytes = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                return c == '{' && bytes < PeekedBytes;
            }

            bytes += Width(c);
        }

        return false;
    }

    /// <summary>The same for bytes of ASCII; of others only that they are no JSON of that kind.</summary>
    public static bool LooksLikeJson(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, PeekedBytes)].IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && bytes[start] == '{';
    }

    /// <summary>
    /// Eats the spaces up to and with the first line break, as the decoder does before it tries YAML. False if fewer than four bytes are
    /// left, for then the decoder gives up.
    /// </summary>
    public static bool SkipSpace(ReadOnlySpan<char> text, ref int offset)
    {
        for (var i = offset; HasFourBytes(text[i..]) && text[i] != '\uFFFD'; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                offset = i;
                return true;
            }

            if (text[i] == '\n')
            {
                offset = i + 1;
                return true;
            }
        }

        return false;
    }

    private static bool HasFourBytes(ReadOnlySpan<char> text)
    {
        var bytes = 0;
        for (var i = 0; i < text.Length && bytes < 4; i++)
        {
            bytes += Width(text[i]);
        }

        return bytes >= 4;
    }

    // A surrogate counts for half of its pair's four bytes.
    private static int Width(char c) => c < 0x80 ? 1 : c < 0x800 || char.IsSurrogate(c) ? 2 : 3;
}
