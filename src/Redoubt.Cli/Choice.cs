using Redoubt.Kubernetes.Files;

namespace Redoubt.Cli;

/// <summary>An option that takes one of a few words.</summary>
internal static class Choice
{
    /// <summary>The index of the word; -1 when the option is not given or the word is none of them.</summary>
    public static int Read(string option, string? word, IReadOnlyList<string> words, ICollection<string> problems)
    {
        if (word is null)
        {
            return -1;
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == word)
            {
                return i;
            }
        }

        problems.Add($"`{word}` is not what {option} takes: {string.Join(", ", words)}{Suggestion.Of(word, [.. words])}");
        return -1;
    }
}
