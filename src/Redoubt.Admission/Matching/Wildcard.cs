using System.IO.Enumeration;

namespace Redoubt.Admission.Matching;

/// <summary>Kyverno's patterns of names: <c>*</c> stands for any characters or none, <c>?</c> for one.</summary>
internal static class Wildcard
{
    public static bool Fits(string pattern, string text) =>
        pattern == text || pattern == "*" || (text.Length > 0 && pattern.AsSpan().ContainsAny('*', '?') && Matches(pattern, text));

    // To .NET a backslash escapes; to Kyverno it is a character like any other.
    private static bool Matches(string pattern, string text) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace(@"\", @"\\", StringComparison.Ordinal), text, ignoreCase: false);
}
