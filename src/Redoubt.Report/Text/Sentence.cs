namespace Redoubt.Report.Text;

/// <summary>The first sentence of a text: it says what matters; the others, what is meant and what is not, are for who asks for everything.</summary>
internal static class Sentence
{
    /// <summary>The first sentence, with its full stop; the whole text where it has only one.</summary>
    public static string First(string text)
    {
        for (var at = text.IndexOf(". ", StringComparison.Ordinal); at >= 0; at = text.IndexOf(". ", at + 1, StringComparison.Ordinal))
        {
            if (at + 2 < text.Length && (char.IsUpper(text[at + 2]) || text[at + 2] == '`'))
            {
                return text[..(at + 1)];
            }
        }

        return text;
    }
}
