namespace Redoubt.Catalog.Admission;

/// <summary>Kyverno's patterns of names: <c>*</c> stands for any characters or none, <c>?</c> for one.</summary>
internal static class Wildcard
{
    public static bool Fits(string pattern, string text) =>
        pattern == text || pattern == "*" || (text.Length > 0 && pattern.AsSpan().ContainsAny('*', '?') && Glob.Fits(pattern, text));
}
