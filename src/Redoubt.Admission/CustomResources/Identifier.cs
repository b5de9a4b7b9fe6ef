using System.Text;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// How the name of a property becomes a name that CEL can say, and back: `__`, `.`, `-`, `/` and reserved words are spelled out between
/// two pairs of underscores (Kubernetes, "Custom Resource Validation Expressions").
/// </summary>
internal static class Identifier
{
    private const string Mark = "__";

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
        "package", "namespace", "return", "var", "void", "while",
    };

    private static readonly (string Text, string Word)[] Words = [("__", "underscores"), (".", "dot"), ("-", "dash"), ("/", "slash")];

    /// <summary>Whether CEL reserves the word, so that as a field it is escaped.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);

    /// <summary>The name as CEL says it; null if it cannot.</summary>
    public static string? Escape(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return null;
        }

        if (Reserved.Contains(name))
        {
            return Spell(name);
        }

        var text = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length;)
        {
            if (WordAt(name, at) is { } word)
            {
                text.Append(Spell(word.Word));
                at += word.Text.Length;
            }
            else if (char.IsAsciiLetterOrDigit(name[at]) || name[at] == '_')
            {
                text.Append(name[at++]);
            }
            else
            {
                return null;
            }
        }

        return text.ToString();
    }

    /// <summary>The property's name behind a name in CEL; null if the name spells out something that is none.</summary>
    public static string? Unescape(string name)
    {
        if (!name.Contains(Mark, StringComparison.Ordinal))
        {
            return name;
        }

        var text = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length;)
        {
            var end = Spelled(name, at);
            if (end < 0)
            {
                text.Append(name[at++]);
                continue;
            }

            var word = name[(at + 2)..(end - 2)];
            var plain = Array.Find(Words, one => one.Word == word).Text ?? (Reserved.Contains(word) && end - at == name.Length ? word : null);
            if (plain is null)
            {
                return null;
            }

            text.Append(plain);
            at = end;
        }

        return text.ToString();
    }

    private static string Spell(string word) => Mark + word + Mark;

    private static (string Text, string Word)? WordAt(string name, int at)
    {
        foreach (var word in Words)
        {
            if (string.CompareOrdinal(name, at, word.Text, 0, word.Text.Length) == 0)
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>Where a word between two pairs of underscores ends that begins here; -1 if none does.</summary>
    private static int Spelled(string name, int at)
    {
        if (string.CompareOrdinal(name, at, Mark, 0, Mark.Length) != 0)
        {
            return -1;
        }

        var end = at + Mark.Length;
        while (end < name.Length && name[end] != '_')
        {
            end++;
        }

        return end > at + Mark.Length && string.CompareOrdinal(name, end, Mark, 0, Mark.Length) == 0 ? end + Mark.Length : -1;
    }
}
