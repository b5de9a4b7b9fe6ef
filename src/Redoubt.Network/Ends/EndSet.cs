using System.Numerics;

namespace Redoubt.Network.Ends;

/// <summary>
/// A set of ends by their numbers: bits, kept only from the first word to the last that has any. Ends of one namespace have numbers
/// that follow one another, so that what a policy of one team names is small however large the cluster is.
/// </summary>
internal sealed class EndSet : IEquatable<EndSet>
{
    private readonly ulong[] _words;

    internal EndSet(int firstWord, ulong[] words)
    {
        FirstWord = firstWord;
        _words = words;
    }

    public static EndSet Empty { get; } = new(0, []);

    public bool IsEmpty => _words.Length == 0;

    public int FirstWord { get; }

    public ReadOnlySpan<ulong> Words => _words;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    public static EndSet Of(IEnumerable<int> ends)
    {
        int[] sorted = [.. ends];
        if (sorted.Length == 0)
        {
            return Empty;
        }

        Array.Sort(sorted);
        var first = sorted[0] >> 6;
        var words = new ulong[(sorted[^1] >> 6) - first + 1];
        foreach (var end in sorted)
        {
            words[(end >> 6) - first] |= 1UL << (end & 63);
        }

        return new EndSet(first, words);
    }

    public bool Contains(int end)
    {
        var word = (end >> 6) - FirstWord;
        return (uint)word < (uint)_words.Length && ((_words[word] >> (end & 63)) & 1) != 0;
    }

    /// <summary>The first end; there must be one.</summary>
    public int First => (FirstWord << 6) + BitOperations.TrailingZeroCount(_words[0]);

    /// <summary>The ends, in order.</summary>
    public IEnumerable<int> Ends()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            for (var word = _words[i]; word != 0; word &= word - 1)
            {
                yield return ((FirstWord + i) << 6) + BitOperations.TrailingZeroCount(word);
            }
        }
    }

    public bool Equals(EndSet? other) => other is not null && FirstWord == other.FirstWord && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => obj is EndSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(FirstWord);
        foreach (var word in _words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }
}
