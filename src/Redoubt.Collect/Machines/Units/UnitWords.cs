using System.Globalization;
using System.Text;

namespace Redoubt.Collect.Machines.Units;

/// <summary>Words as systemd cuts them: at blanks, with quotes of both kinds and the escapes of C (systemd.syntax(7), "Quoting").</summary>
internal static class UnitWords
{
    /// <summary>Cuts a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="relaxed">Whether what is no escape and a quote that does not end stand for themselves, as in the value of a variable.</param>
    /// <returns>The words with the place at which each begins, and whether it was written without quotes and escapes; null if the value breaks the syntax: systemd ignores its line then.</returns>
    public static IReadOnlyList<Word>? Cut(string value, bool relaxed = false)
    {
        var words = new List<Word>();
        var at = 0;
        while (true)
        {
            while (at < value.Length && char.IsWhiteSpace(value[at]))
            {
                at++;
            }

            if (at == value.Length)
            {
                return words;
            }

            var start = at;
            if (Next(value, ref at, relaxed) is not { } text)
            {
                return null;
            }

            words.Add(new Word(text, start, IsPlain: text == value[start..at]));
        }
    }

    private static string? Next(string value, ref int at, bool relaxed)
    {
        var word = new StringBuilder();
        var quote = '\0';
        while (at < value.Length)
        {
            var c = value[at++];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                at--;
                return word.ToString();
            }

            if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '\'' && quote == '\0')
            {
                quote = c;
            }
            else if (c != '\\')
            {
                word.Append(c);
            }
            else if (!Escape(value, ref at, word))
            {
                if (!relaxed)
                {
                    return null;
                }

                word.Append('\\');
            }
        }
        return quote == '\0' || relaxed ? word.ToString() : null;
    }

    /// <summary>What stands behind a backslash.</summary>
    private static bool Escape(string value, ref int at, StringBuilder word)
    {
        if (at == value.Length)
        {
            return false;
        }

        var c = value[at];
        // `\;` is how a command has a semicolon for an argument (systemd.service(5)); it is told apart from one that separates by IsPlain.
        if ("abfnrtvs\\\"';".IndexOf(c, StringComparison.Ordinal) is >= 0 and var index)
        {
            word.Append("\a\b\f\n\r\t\v \\\"';"[index]);
            at++;
            return true;
        }

        var (digits, radix, skip) = c switch { 'x' => (2, 16, 1), 'u' => (4, 16, 1), 'U' => (8, 16, 1), >= '0' and <= '7' => (3, 8, 0), _ => (0, 0, 0) };
        if (digits == 0 || at + skip + digits > value.Length || Number(value.AsSpan(at + skip, digits), radix) is not { } number || !Rune.IsValid(number) || number == 0)
        {
            return false;
        }

        word.Append(new Rune(number).ToString());
        at += skip + digits;
        return true;
    }

    private static int? Number(ReadOnlySpan<char> digits, int radix)
    {
        var number = 0L;
        foreach (var c in digits)
        {
            if (!int.TryParse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digit) || digit >= radix)
            {
                return null;
            }

            number = (number * radix) + digit;
        }
        return number <= int.MaxValue ? (int)number : null;
    }

    /// <summary>A word.</summary>
    /// <param name="Text">The word without quotes and escapes.</param>
    /// <param name="Start">Where in the value it begins.</param>
    /// <param name="IsPlain">Whether it was written as it is.</param>
    internal readonly record struct Word(string Text, int Start, bool IsPlain);
}
