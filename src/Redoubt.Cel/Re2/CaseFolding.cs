using System.Runtime.CompilerServices;

namespace Redoubt.Cel.Re2;

/// <summary>Unicode simple case folding: which characters <c>(?i)</c> takes for one another.</summary>
internal static class CaseFolding
{
    // A range no longer than this is looked up character by character, a longer one against every orbit.
    private const int ShortRange = 256;
    private const int AsciiEnd = 0x80;
    private const int KelvinSign = 0x212a;
    private const int LongS = 0x17f;

    private static readonly Lazy<Dictionary<int, int[]>> Orbits = new(Read);

    // Categories and scripts are large, few, and come again.
    private static readonly ConditionalWeakTable<RuneSet, RuneSet> Closed = [];
    private static readonly RuneSet?[] OfAscii = new RuneSet?[AsciiEnd];

    /// <summary>A character and those that fold to it.</summary>
    internal static RuneSet Close(int rune) => rune < AsciiEnd ? OfAscii[rune] ??= Close(RuneSet.Of(rune)) : Close(RuneSet.Of(rune));

    /// <summary>As <see cref="Close(RuneSet)"/>, for a set that is used again and again.</summary>
    internal static RuneSet CloseOnce(RuneSet set) => Closed.GetValue(set, Close);

    /// <summary>The set with every character that folds to a member.</summary>
    internal static RuneSet Close(RuneSet set)
    {
        var closed = new RuneSet.Builder().Add(set);
        if (set.RangeCount == 0 || set.Range(set.RangeCount - 1).High < AsciiEnd)
        {
            CloseAscii(set, closed);
            return closed.Build();
        }

        var orbits = Orbits.Value;
        for (var i = 0; i < set.RangeCount; i++)
        {
            var (low, high) = set.Range(i);
            if (high - low < ShortRange)
            {
                for (var rune = low; rune <= high; rune++)
                {
                    if (orbits.TryGetValue(rune, out var orbit))
                    {
                        AddAll(closed, orbit);
                    }
                }
                continue;
            }
            foreach (var (rune, orbit) in orbits)
            {
                if (rune >= low && rune <= high)
                {
                    AddAll(closed, orbit);
                }
            }
        }
        return closed.Build();
    }

    // What most patterns are made of, without the table of all characters: of ASCII's letters two have a relative elsewhere.
    private static void CloseAscii(RuneSet set, RuneSet.Builder closed)
    {
        for (var i = 0; i < set.RangeCount; i++)
        {
            var (low, high) = set.Range(i);
            for (var rune = low; rune <= high; rune++)
            {
                var lower = rune | ('a' ^ 'A');
                if (lower is < 'a' or > 'z')
                {
                    continue;
                }

                AddAll(closed, [lower, lower ^ ('a' ^ 'A')]);
                if (lower is 'k' or 's')
                {
                    AddAll(closed, [lower == 'k' ? KelvinSign : LongS]);
                }
            }
        }
    }

    private static void AddAll(RuneSet.Builder set, ReadOnlySpan<int> orbit)
    {
        foreach (var rune in orbit)
        {
            set.Add(rune, rune);
        }
    }

    private static Dictionary<int, int[]> Read()
    {
        var orbits = new Dictionary<int, int[]>();
        foreach (var line in UnicodeTables.Lines("folding"))
        {
            var words = line.Split(' ');
            if (!words[0].Contains('-', StringComparison.Ordinal))
            {
                AddOrbit(orbits, Array.ConvertAll(words, word => UnicodeTables.ReadRange(word).Low));
                continue;
            }
            var (low, high) = UnicodeTables.ReadRange(words[0]);
            var to = UnicodeTables.ReadRange(words[1]).Low;
            var step = words.Length == 3 ? 2 : 1;
            for (var rune = low; rune <= high; rune += step)
            {
                AddOrbit(orbits, [rune, to + (rune - low)]);
            }
        }
        return orbits;
    }

    private static void AddOrbit(Dictionary<int, int[]> orbits, int[] orbit)
    {
        foreach (var rune in orbit)
        {
            orbits.Add(rune, orbit);
        }
    }
}
