namespace Redoubt.Report.Reading;

/// <summary>
/// One sentence for several that are alike: <c>container … runs privileged</c>. They share their first words, their last words or both, and
/// what each has between them is the hole.
/// </summary>
/// <param name="Text">The sentence, the hole as an ellipsis; where all are equal, the sentence.</param>
/// <param name="Holes">What each of the sentences has in the hole, in order; empty where all are equal.</param>
internal sealed record SharedText(string Text, IReadOnlyList<string> Holes)
{
    /// <summary>What the sentences share; null where that is too little to be read, or one of them has nothing in the hole.</summary>
    public static SharedText? Of(IReadOnlyList<string> sentences, string ellipsis)
    {
        if (sentences.All(sentence => sentence == sentences[0]))
        {
            return new SharedText(sentences[0], []);
        }

        string[][] words = [.. sentences.Select(sentence => sentence.Split(' '))];
        var shortest = words.Min(sentence => sentence.Length);
        var first = Count(words, shortest, (sentence, at) => sentence[at]);
        var last = Count(words, shortest - first, (sentence, at) => sentence[^(at + 1)]);
        if (first + last < 2 || first + last == shortest)
        {
            return null;
        }

        var text = string.Join(' ', [.. words[0][..first], ellipsis, .. words[0][^last..]]);
        return new SharedText(text, [.. words.Select(sentence => string.Join(' ', sentence[first..^last]))]);
    }

    // How many words, one after another, are the same in all sentences.
    private static int Count(string[][] sentences, int most, Func<string[], int, string> word)
    {
        var count = 0;
        while (count < most && Array.TrueForAll(sentences, sentence => word(sentence, count) == word(sentences[0], count)))
        {
            count++;
        }

        return count;
    }
}
