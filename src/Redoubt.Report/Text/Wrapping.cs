namespace Redoubt.Report.Text;

/// <summary>Breaks running text between words; a word wider than the line is broken after a slash, or where the line ends.</summary>
internal static class Wrapping
{
    public static IEnumerable<string> Lines(string text, int width)
    {
        var start = 0;
        while (start < text.Length)
        {
            var fitting = start + Math.Max(1, Cells.Fitting(text.AsSpan(start), width));
            var end = fitting >= text.Length ? text.Length : text.LastIndexOf(' ', fitting, fitting - start + 1);
            if (end <= start)
            {
                var slash = text.LastIndexOf('/', fitting - 1, fitting - start);
                end = slash > start ? slash + 1 : fitting;
            }

            yield return text[start..end].TrimEnd();
            start = end;
            while (start < text.Length && text[start] == ' ')
            {
                start++;
            }
        }
    }
}
