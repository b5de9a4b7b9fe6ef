using System.Buffers;

namespace Redoubt.Collect.Ignore;

/// <summary>
/// A pattern with <c>*</c>, <c>**</c>, <c>?</c>, <c>[…]</c> and <c>\</c> as git matches it (wildmatch.c), as an automaton whose states are the
/// bits of some words: a name costs its length times those words, whatever the pattern is.
/// </summary>
internal sealed class WildPattern
{
    private const int Bits = 64;

    private readonly int _words;
    private readonly int _end;

    /// <summary>By byte: the states that it leads on from.</summary>
    private readonly ulong[] _steps;

    /// <summary>The states at which a star stands: they stay, one star only within a name.</summary>
    private readonly ulong[] _staysInName;
    private readonly ulong[] _stays;

    /// <summary>The states before <c>**/</c>, from which both the next and the one after that are reached by nothing.</summary>
    private readonly int[] _skips;

    private WildPattern(WildStates states)
    {
        _end = states.Tokens.Count;
        _words = (_end / Bits) + 1;
        _steps = new ulong[256 * _words];
        (_staysInName, _stays) = (new ulong[_words], new ulong[_words]);
        for (var at = 0; at < _end; at++)
        {
            foreach (var unit in states.Tokens[at])
            {
                Set(_steps.AsSpan(unit * _words, _words), at);
            }
        }

        states.StaysInName.ForEach(at => Set(_staysInName, at));
        states.Stays.ForEach(at => Set(_stays, at));
        _skips = [.. states.Skips];
    }

    /// <summary>Reads a pattern; null if it fits nothing.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="crossesFolders">Whether it is asked about a name alone, where every star may be anything.</param>
    public static WildPattern Parse(ReadOnlySpan<byte> pattern, bool crossesFolders) =>
        WildStates.TryRead(pattern, crossesFolders, out var states) ? new WildPattern(states) : Nothing;

    /// <summary>Fits no text.</summary>
    private static WildPattern Nothing { get; } = new(new WildStates { Tokens = { Array.Empty<byte>() } });

    /// <summary>Whether the whole text fits.</summary>
    public bool Fits(ReadOnlySpan<byte> text)
    {
        var rented = ArrayPool<ulong>.Shared.Rent(_words);
        var states = rented.AsSpan(0, _words);
        states.Clear();
        states[0] = 1;
        Skip(states);
        var isAlive = true;
        for (var at = 0; at < text.Length && isAlive; at++)
        {
            isAlive = Step(states, text[at]);
        }

        var fits = isAlive && (states[_end / Bits] >> (_end % Bits) & 1) != 0;
        ArrayPool<ulong>.Shared.Return(rented);
        return fits;
    }

    /// <summary>One byte on; whether any state is left.</summary>
    private bool Step(Span<ulong> states, byte unit)
    {
        var steps = _steps.AsSpan(unit * _words, _words);
        ulong carry = 0;
        ulong any = 0;
        for (var word = 0; word < _words; word++)
        {
            var on = states[word] & steps[word];
            var stays = states[word] & (_stays[word] | (unit == '/' ? 0 : _staysInName[word]));
            states[word] = (on << 1) | carry | stays;
            carry = on >> (Bits - 1);
            any |= states[word];
        }

        Skip(states);
        return any != 0;
    }

    private void Skip(Span<ulong> states)
    {
        foreach (var at in _skips)
        {
            if ((states[at / Bits] >> (at % Bits) & 1) != 0)
            {
                Set(states, at + 1);
                Set(states, at + 2);
            }
        }
    }

    private static void Set(Span<ulong> words, int bit) => words[bit / Bits] |= 1UL << (bit % Bits);
}
