using System.IO.Enumeration;

namespace Redoubt.Catalog;

/// <summary>Names with <c>*</c> and <c>?</c>, as on the command line; <c>*</c> crosses slashes.</summary>
internal static class Glob
{
    /// <summary>Whether a name fits; an empty pattern fits everything.</summary>
    public static bool Fits(string pattern, string name) =>
        pattern.Length == 0 || FileSystemName.MatchesSimpleExpression(pattern.Replace(@"\", @"\\", StringComparison.Ordinal), name, ignoreCase: false);

    /// <summary>Whether a name fits one of the patterns.</summary>
    public static bool FitsAny(IReadOnlyList<string> patterns, string name)
    {
        foreach (var pattern in patterns)
        {
            if (Fits(pattern, name))
            {
                return true;
            }
        }

        return false;
    }
}
