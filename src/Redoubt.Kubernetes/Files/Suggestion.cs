using Redoubt.Evidence.Schema;

namespace Redoubt.Kubernetes.Files;

/// <summary>The nearest known word to a mistyped one.</summary>
public static class Suggestion
{
    /// <summary><c>; did you mean `x`?</c>, or nothing when no word is near.</summary>
    public static string Of(string word, ReadOnlySpan<string> known)
    {
        string? best = null;
        var (least, shared) = (Math.Max(1, word.Length / 3), 0);
        foreach (var candidate in known)
        {
            // Of two that are equally near, the one that begins like it: `--gat` is `--gate`, and not `--at`.
            var begins = word.AsSpan().CommonPrefixLength(candidate);
            if (EditDistance.Below(least + 1, word, candidate) is { } distance && (best is null || distance < least || begins > shared))
            {
                (best, least, shared) = (candidate, distance, begins);
            }
        }

        return best is null ? "" : $"; did you mean `{best}`?";
    }
}
