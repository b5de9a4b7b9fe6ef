namespace Redoubt.Cel.Re2;

/// <summary>A place in the pattern, and the first error.</summary>
internal sealed class Re2Cursor(string pattern)
{
    internal string Pattern { get; } = pattern;

    internal int At { get; set; }

    internal Re2Error Error { get; private set; }

    internal bool AtEnd => At >= Pattern.Length;

    internal ReadOnlySpan<char> Rest => Pattern.AsSpan(At);

    /// <summary>The character at <paramref name="ahead"/> units from here, or NUL past the end.</summary>
    internal char Peek(int ahead = 0) => At + ahead < Pattern.Length ? Pattern[At + ahead] : '\0';

    /// <summary>Reads one code point; false at half of a surrogate pair. Must not be called at the end.</summary>
    internal bool TryNext(out int rune)
    {
        var first = Pattern[At];
        rune = first;
        if (!char.IsSurrogate(first))
        {
            At++;
            return true;
        }
        if (!char.IsSurrogatePair(first, Peek(1)))
        {
            return Fail(Re2ErrorKind.InvalidText, At, At + 1);
        }

        rune = char.ConvertToUtf32(first, Peek(1));
        At += 2;
        return true;
    }

    /// <summary>Records the error about the part from <paramref name="start"/> to <paramref name="end"/>; always false.</summary>
    internal bool Fail(Re2ErrorKind kind, int start, int end)
    {
        Error = new Re2Error(kind, start, Pattern[start..end]);
        return false;
    }
}
