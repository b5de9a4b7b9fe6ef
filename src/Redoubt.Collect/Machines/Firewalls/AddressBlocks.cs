using System.Buffers.Binary;
using System.Net;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>A set of addresses of one family, as intervals in order that do not touch one another.</summary>
internal sealed class AddressBlocks
{
    private readonly (UInt128 From, UInt128 To)[] _blocks;

    private AddressBlocks((UInt128 From, UInt128 To)[] blocks) => _blocks = blocks;

    /// <summary>No address.</summary>
    public static AddressBlocks None { get; } = new([]);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _blocks.Length == 0;

    /// <summary>How many intervals there are.</summary>
    public int Count => _blocks.Length;

    /// <summary>All addresses of a length in bytes: 4 or 16.</summary>
    public static AddressBlocks All(int bytes) => new([(0, Last(bytes))]);

    /// <summary>The addresses from one to another, both counted in.</summary>
    public static AddressBlocks Between(UInt128 from, UInt128 to) => from <= to ? new([(from, to)]) : None;

    /// <summary>The intervals of many sets as one.</summary>
    public static AddressBlocks Union(IEnumerable<AddressBlocks> sets) => Merge([.. sets.SelectMany(set => set._blocks)]);

    /// <summary>What is in either.</summary>
    public AddressBlocks Or(AddressBlocks other) => IsEmpty ? other : other.IsEmpty ? this : Merge([.. _blocks, .. other._blocks]);

    /// <summary>What is in both.</summary>
    public AddressBlocks And(AddressBlocks other)
    {
        var both = new List<(UInt128, UInt128)>();
        for (int mine = 0, theirs = 0; mine < _blocks.Length && theirs < other._blocks.Length;)
        {
            var (left, right) = (_blocks[mine], other._blocks[theirs]);
            var (from, to) = (UInt128.Max(left.From, right.From), UInt128.Min(left.To, right.To));
            if (from <= to)
            {
                both.Add((from, to));
            }

            _ = left.To < right.To ? mine++ : theirs++;
        }

        return new AddressBlocks([.. both]);
    }

    /// <summary>What is in this and not in the other.</summary>
    public AddressBlocks Without(AddressBlocks other, int bytes) => other.IsEmpty || IsEmpty ? this : And(other.Not(bytes));

    /// <summary>All others of a length in bytes.</summary>
    public AddressBlocks Not(int bytes)
    {
        var others = new List<(UInt128, UInt128)>();
        UInt128 next = 0;
        foreach (var (from, to) in _blocks)
        {
            if (from > next)
            {
                others.Add((next, from - 1));
            }

            if (to == Last(bytes))
            {
                return new AddressBlocks([.. others]);
            }

            next = to + 1;
        }

        others.Add((next, Last(bytes)));
        return new AddressBlocks([.. others]);
    }

    /// <summary>The fewest blocks with a prefix that hold just these addresses, in order, such as <c>10.0.0.0/8</c>.</summary>
    /// <param name="bytes">The length of an address in bytes.</param>
    public IEnumerable<string> Prefixes(int bytes)
    {
        foreach (var (first, last) in _blocks)
        {
            for (var from = first; ;)
            {
                // The largest block that begins here and does not go beyond the end.
                var zeros = from == 0 ? bytes * 8 : Math.Min(bytes * 8, (int)UInt128.TrailingZeroCount(from));
                while (zeros > 0 && BlockEnd(from, zeros) > last)
                {
                    zeros--;
                }

                yield return $"{Address(from, bytes)}/{bytes * 8 - zeros}";
                var end = BlockEnd(from, zeros);
                if (end >= last)
                {
                    break;
                }

                from = end + 1;
            }
        }
    }

    /// <summary>An address as a number.</summary>
    public static UInt128 Number(ReadOnlySpan<byte> bytes)
    {
        UInt128 number = 0;
        foreach (var one in bytes)
        {
            number = (number << 8) | one;
        }

        return number;
    }

    private static UInt128 Last(int bytes) => bytes == 16 ? UInt128.MaxValue : (UInt128.One << (bytes * 8)) - 1;

    private static UInt128 BlockEnd(UInt128 from, int zeros) => zeros == 128 ? UInt128.MaxValue : from | ((UInt128.One << zeros) - 1);

    private static IPAddress Address(UInt128 number, int bytes)
    {
        Span<byte> all = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(all, number);
        return new IPAddress(all[(16 - bytes)..]);
    }

    private static AddressBlocks Merge((UInt128 From, UInt128 To)[] blocks)
    {
        Array.Sort(blocks);
        var merged = new List<(UInt128 From, UInt128 To)>();
        foreach (var block in blocks)
        {
            if (merged.Count > 0 && (merged[^1].To == UInt128.MaxValue || block.From <= merged[^1].To + 1))
            {
                merged[^1] = (merged[^1].From, UInt128.Max(merged[^1].To, block.To));
            }
            else
            {
                merged.Add(block);
            }
        }

        return new AddressBlocks([.. merged]);
    }
}
