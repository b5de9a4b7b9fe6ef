using System.Collections.Concurrent;

namespace Redoubt.Evidence.Tapes;

/// <summary>
/// Finds children of the long lists and maps of a tape in one step, so that no shape of input makes a reader of it quadratic.
/// Built for a list or map when it is first asked for a child.
/// </summary>
internal sealed class TapeIndex
{
    /// <summary>From more children than these an index pays.</summary>
    public const int Worthwhile = 64;

    private readonly ConcurrentDictionary<int, int[]> _children = new();
    private readonly ConcurrentDictionary<int, int[]> _buckets = new();

    public int Child(Tape tape, int parent, int index) =>
        _children.GetOrAdd(parent, static (row, tape) => Children(tape, row), tape)[index];

    public int Find(Tape tape, int map, int symbol, ReadOnlySpan<char> name)
    {
        var buckets = _buckets.GetOrAdd(map, static (row, tape) => Buckets(tape, row), tape);
        var mask = buckets.Length - 1;
        for (var at = symbol & mask; buckets[at] != 0; at = (at + 1) & mask)
        {
            var row = buckets[at];
            if (tape.At(row).Symbol == symbol && tape.KeyText(row).SequenceEqual(name))
            {
                return row;
            }
        }
        return -1;
    }

    private static int[] Children(Tape tape, int parent)
    {
        var children = new int[tape.At(parent).Low];
        var row = parent + 1;
        for (var index = 0; index < children.Length; index++)
        {
            children[index] = row;
            row += tape.At(row).Next;
        }
        return children;
    }

    /// <summary>Open addressing by symbol, half empty; row 0 is never a child and means "free".</summary>
    private static int[] Buckets(Tape tape, int map)
    {
        var children = Children(tape, map);
        var buckets = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)children.Length * 2)];
        var mask = buckets.Length - 1;
        // From the last to the first: of two equal keys the last counts, and the second is passed over.
        for (var index = children.Length - 1; index >= 0; index--)
        {
            var row = children[index];
            var symbol = tape.At(row).Symbol;
            var at = symbol & mask;
            while (buckets[at] != 0 && !(tape.At(buckets[at]).Symbol == symbol && tape.KeyText(buckets[at]).SequenceEqual(tape.KeyText(row))))
            {
                at = (at + 1) & mask;
            }

            if (buckets[at] == 0)
            {
                buckets[at] = row;
            }
        }
        return buckets;
    }
}
