using System.Globalization;
using System.Text;

namespace Redoubt.Kubernetes.Values;

/// <summary>How Go writes text in messages.</summary>
internal static class GoText
{
    private const string Escaped = "\a\b\f\n\r\t\v\\\"";

    /// <summary>The text in double quotes as <c>%q</c> writes it; what cannot be printed is escaped.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && Escaped.IndexOf((char)rune.Value) is >= 0 and var escape)
            {
                result.Append('\\').Append("abfnrtv\\\""[escape]);
            }
            else if (IsPrintable(rune))
            {
                result.Append(rune.ToString());
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"{(rune.Value < 0x80 ? $"\\x{rune.Value:x2}" : rune.IsBmp ? $"\\u{rune.Value:x4}" : $"\\U{rune.Value:x8}")}");
            }
        }

        return result.Append('"').ToString();
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
