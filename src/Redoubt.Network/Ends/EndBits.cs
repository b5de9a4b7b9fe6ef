namespace Redoubt.Network.Ends;

/// <summary>A set of ends while it is worked on: a bit for every end there is.</summary>
internal sealed class EndBits(int count)
{
    private readonly ulong[] _words = new ulong[(count + 63) >> 6];

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    public EndBits Clear()
    {
        Array.Clear(_words);
        return this;
    }

    /// <summary>Makes it hold every end.</summary>
    public EndBits Fill()
    {
        Array.Fill(_words, ulong.MaxValue);
        if ((count & 63) != 0)
        {
            _words[^1] = (1UL << (count & 63)) - 1;
        }

        return this;
    }

    /// <summary>Makes it hold what it did not.</summary>
    public EndBits Not()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] = ~_words[i];
        }

        return this;
    }

    public EndBits Set(EndBits other)
    {
        other._words.CopyTo(_words, 0);
        return this;
    }

    public EndBits Or(EndBits other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }

        return this;
    }

    public EndBits And(EndBits other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= other._words[i];
        }

        return this;
    }

    public EndBits Or(EndSet set)
    {
        var words = set.Words;
        for (var i = 0; i < words.Length; i++)
        {
            _words[set.FirstWord + i] |= words[i];
        }

        return this;
    }

    /// <summary>Adds what is both in a set and here in another.</summary>
    public EndBits OrBoth(EndSet set, EndBits other)
    {
        var words = set.Words;
        for (var i = 0; i < words.Length; i++)
        {
            _words[set.FirstWord + i] |= words[i] & other._words[set.FirstWord + i];
        }

        return this;
    }

    public EndBits Except(EndBits other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= ~other._words[i];
        }

        return this;
    }

    public EndBits Except(EndSet set)
    {
        var words = set.Words;
        for (var i = 0; i < words.Length; i++)
        {
            _words[set.FirstWord + i] &= ~words[i];
        }

        return this;
    }

    /// <summary>Adds the ends from one to another; none where the second is before the first.</summary>
    public EndBits SetRange(int first, int last)
    {
        for (var end = first; end <= last; end = (end | 63) + 1)
        {
            _words[end >> 6] |= Mask(end, last);
        }

        return this;
    }

    /// <summary>Takes the ends from one to another away.</summary>
    public EndBits ClearRange(int first, int last)
    {
        for (var end = first; end <= last; end = (end | 63) + 1)
        {
            _words[end >> 6] &= ~Mask(end, last);
        }

        return this;
    }

    /// <summary>What is here now, kept.</summary>
    public EndSet ToSet()
    {
        var first = Array.FindIndex(_words, word => word != 0);
        if (first < 0)
        {
            return EndSet.Empty;
        }

        var last = Array.FindLastIndex(_words, word => word != 0);
        return new EndSet(first, _words[first..(last + 1)]);
    }

    // The bits of one word from an end to the last that is in it.
    private static ulong Mask(int end, int last) =>
        (ulong.MaxValue << (end & 63)) & ((last >> 6) == (end >> 6) ? ulong.MaxValue >> (63 - (last & 63)) : ulong.MaxValue);
}
