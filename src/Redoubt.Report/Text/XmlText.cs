using System.Buffers;

namespace Redoubt.Report.Text;

/// <summary>Text in XML 1.0: what XML cannot hold at all is written as <c>\u001b</c>, the rest by its entities.</summary>
internal static class XmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

    /// <summary>A text for an element or a quoted attribute, on one line.</summary>
    public static string Of(string text)
    {
        var shown = Printable.Escape(text);
        return !shown.AsSpan().ContainsAny(Special) ? shown : shown
            .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("'", "&apos;", StringComparison.Ordinal);
    }
}
