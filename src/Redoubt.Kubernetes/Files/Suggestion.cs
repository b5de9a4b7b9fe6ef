using Redoubt.Evidence.Schema;

namespace Redoubt.Kubernetes.Files;

/// <summary>The nearest known word to a mistyped one.</summary>
public static class Suggestion
{
    /// <summary><c>; did you mean `x`?</c>, or nothing when no word is near.</summary>
    public static string Of(string word, ReadOnlySpan<string> known)
    {
        string? best = null;
        var limit = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in known)
        {
            if (EditDistance.Below(limit, word, candidate) is { } distance)
            {
                (best, limit) = (candidate, distance);
            }
        }

        return best is null ? "" : $"; did you mean `{best}`?";
    }
}
