namespace Redoubt.Report.Text;

/// <summary>Texts cut to a width so that what tells them apart stays. The ellipsis is the terminal's own.</summary>
internal static class Shorten
{
    /// <summary>Keeps the start.</summary>
    public static string End(string text, int width, string ellipsis) =>
        Cells.Of(text) <= width ? text
        : width <= ellipsis.Length ? ellipsis[..Math.Max(0, width)]
        : string.Concat(text.AsSpan(0, Cells.Fitting(text, width - ellipsis.Length)), ellipsis);

    /// <summary>Keeps the start and the end.</summary>
    public static string Middle(string text, int width, string ellipsis)
    {
        if (Cells.Of(text) <= width || width <= ellipsis.Length + 2)
        {
            return End(text, width, ellipsis);
        }

        var room = width - ellipsis.Length;
        var end = Cells.FittingAtEnd(text, (room + 1) / 2);
        var start = Cells.Fitting(text, room - Cells.Of(text.AsSpan(text.Length - end)));
        return string.Concat(text.AsSpan(0, start), ellipsis, text.AsSpan(text.Length - end));
    }

    /// <summary>
    /// Keeps the file's name and place, the first folder if there is room, and as much between as fits:
    /// <c>deploy/…/web.yaml:31</c>, <c>…/web.yaml:31</c>.
    /// </summary>
    public static string File(string place, int width, string ellipsis) => Segments(place, '/', width, "/" + ellipsis, ellipsis);

    /// <summary>
    /// The same for a path in a document, <c>containers[web]…privileged</c>; without room for both ends a key tells more than a
    /// field: <c>…add[SYS_ADMIN]</c>, <c>containers[web]…</c>, <c>[web]…</c>.
    /// </summary>
    public static string Path(string path, int width, string ellipsis)
    {
        var shown = Segments(path, '.', width, ellipsis, ellipsis);
        var close = path.IndexOf(']');
        var open = close < 0 ? -1 : path.IndexOf('[');
        if (open < 0 || Cells.Of(path) <= width || shown.Contains(']'))
        {
            return shown;
        }

        var room = width - ellipsis.Length;
        return Cells.Of(path.AsSpan(0, close + 1)) <= room ? path[..(close + 1)] + ellipsis
            : open < close && Cells.Of(path.AsSpan(open..(close + 1))) <= room ? path[open..(close + 1)] + ellipsis
            : shown;
    }

    private static string Segments(string text, char separator, int width, string afterFirst, string alone)
    {
        if (Cells.Of(text) <= width)
        {
            return text;
        }

        // A file keeps the separator before its last segments, a path does not.
        var skipped = separator == '/' ? 0 : 1;
        var first = text.AsSpan(0, Math.Max(0, text.IndexOf(separator)));
        var last = LastThatFit(text, separator, width - Cells.Of(first) - afterFirst.Length + skipped);
        if (first.Length > 0 && last < text.Length)
        {
            return string.Concat(first, afterFirst, text.AsSpan(last + skipped));
        }

        last = LastThatFit(text, separator, width - alone.Length + skipped);
        return last == text.Length ? Middle(text, width, alone) : string.Concat(alone, text.AsSpan(last + skipped));
    }

    // The first separator whose tail fits; the text's length when none does. A key in brackets is one piece.
    private static int LastThatFit(string text, char separator, int width)
    {
        var bracketed = false;
        for (var at = 0; at < text.Length; at++)
        {
            bracketed = text[at] == '[' || (bracketed && text[at] != ']');
            if (text[at] == separator && !bracketed && Cells.Of(text.AsSpan(at)) <= width)
            {
                return at;
            }
        }

        return text.Length;
    }
}
