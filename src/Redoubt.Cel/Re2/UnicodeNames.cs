using System.Text;

namespace Redoubt.Cel.Re2;

/// <summary>
/// The names that <c>\p{…}</c> takes. As in Go since 1.25 they go by letters and digits only, in either case, and categories have their long names
/// too (UTS #18, RL1.2; the names are those of <c>gc</c> in Unicode's <c>PropertyValueAliases.txt</c>).
/// </summary>
internal static class UnicodeNames
{
    private static readonly Dictionary<string, string> Long = new(StringComparer.Ordinal)
    {
        ["other"] = "c",
        ["control"] = "cc",
        ["cntrl"] = "cc",
        ["format"] = "cf",
        ["unassigned"] = "cn",
        ["privateuse"] = "co",
        ["surrogate"] = "cs",
        ["letter"] = "l",
        ["casedletter"] = "lc",
        ["lowercaseletter"] = "ll",
        ["modifierletter"] = "lm",
        ["otherletter"] = "lo",
        ["titlecaseletter"] = "lt",
        ["uppercaseletter"] = "lu",
        ["mark"] = "m",
        ["combiningmark"] = "m",
        ["spacingmark"] = "mc",
        ["enclosingmark"] = "me",
        ["nonspacingmark"] = "mn",
        ["number"] = "n",
        ["decimalnumber"] = "nd",
        ["digit"] = "nd",
        ["letternumber"] = "nl",
        ["othernumber"] = "no",
        ["punctuation"] = "p",
        ["punct"] = "p",
        ["connectorpunctuation"] = "pc",
        ["dashpunctuation"] = "pd",
        ["closepunctuation"] = "pe",
        ["finalpunctuation"] = "pf",
        ["initialpunctuation"] = "pi",
        ["otherpunctuation"] = "po",
        ["openpunctuation"] = "ps",
        ["symbol"] = "s",
        ["currencysymbol"] = "sc",
        ["modifiersymbol"] = "sk",
        ["mathsymbol"] = "sm",
        ["othersymbol"] = "so",
        ["separator"] = "z",
        ["lineseparator"] = "zl",
        ["paragraphseparator"] = "zp",
        ["spaceseparator"] = "zs",
    };

    /// <summary>The short name of a category that is written by its long one; any other name as it is compared.</summary>
    public static string Short(ReadOnlySpan<char> name)
    {
        var plain = Plain(name);
        return Long.GetValueOrDefault(plain, plain);
    }

    /// <summary>The name as it is compared: in lower case, without underscores, hyphens and spaces.</summary>
    public static string Plain(ReadOnlySpan<char> name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (letter is not ('_' or '-' or ' '))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
        }

        return plain.ToString();
    }
}
