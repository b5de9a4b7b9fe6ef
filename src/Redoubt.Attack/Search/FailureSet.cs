using System.Numerics;

namespace Redoubt.Attack.Search;

/// <summary>
/// What has to go wrong together: at most four causes that fail, and at most one fact that nobody has seen and that is bad. A cause and a fact
/// are numbers from 1.
/// </summary>
internal readonly struct FailureSet : IEquatable<FailureSet>
{
    /// <summary>The most causes that a set holds.</summary>
    public const int MostCauses = 4;

    /// <summary>The highest number that a cause or a fact may have.</summary>
    public const int Highest = ushort.MaxValue;

    private const int Lane = 16;

    // Sorted, the smallest in the lowest bits; 0 where there is none.
    private readonly ulong _causes;
    private readonly ushort _fact;

    private FailureSet(ulong causes, ushort fact) => (_causes, _fact) = (causes, fact);

    /// <summary>Nothing has to fail.</summary>
    public static FailureSet None => default;

    /// <summary>How many causes fail.</summary>
    public int Size => (Lane * MostCauses - BitOperations.LeadingZeroCount(_causes) + Lane - 1) / Lane;

    /// <summary>The fact that is bad; 0 for none.</summary>
    public int Fact => _fact;

    /// <summary>By size, and those without a fact first: what is made of a set never comes before it.</summary>
    public int Rank => (Size * 2) + (_fact == 0 ? 0 : 1);

    /// <summary>A bit for each cause, of 64 that several may share: of a set that is within another no bit is beyond the other's.</summary>
    public ulong Bits
    {
        get
        {
            var bits = 0UL;
            for (var rest = _causes; rest != 0; rest >>= Lane)
            {
                bits |= 1UL << (int)(rest & 63);
            }

            return bits;
        }
    }

    /// <summary>The causes, the smallest first.</summary>
    public IEnumerable<int> Causes
    {
        get
        {
            for (var rest = _causes; rest != 0; rest >>= Lane)
            {
                yield return (ushort)rest;
            }
        }
    }

    /// <summary>The failure of one cause.</summary>
    public static FailureSet OfCause(int cause) => new(checked((ushort)cause), 0);

    /// <summary>One fact that is bad.</summary>
    public static FailureSet OfFact(int fact) => new(0, checked((ushort)fact));

    /// <summary>Both together; not if that is too many causes, or two facts.</summary>
    /// <param name="other">The other.</param>
    /// <param name="most">The most causes.</param>
    /// <param name="union">Both.</param>
    public bool TryWith(FailureSet other, int most, out FailureSet union)
    {
        union = this;
        if (other._fact != 0 && _fact != 0 && other._fact != _fact)
        {
            return false;
        }

        var (left, right, merged, count) = (_causes, other._causes, 0UL, 0);
        while (left != 0 || right != 0)
        {
            var (mine, theirs) = ((ushort)left, (ushort)right);
            var takesMine = right == 0 || (left != 0 && mine <= theirs);
            if (count == most)
            {
                return false;
            }

            merged |= (ulong)(takesMine ? mine : theirs) << (Lane * count++);
            left = takesMine ? left >> Lane : left;
            right = !takesMine || mine == theirs ? right >> Lane : right;
        }

        union = new FailureSet(merged, (ushort)(_fact | other._fact));
        return true;
    }

    /// <summary>Whether another needs all that this one needs.</summary>
    /// <param name="other">The other.</param>
    public bool IsWithin(FailureSet other)
    {
        if (_fact != 0 && _fact != other._fact)
        {
            return false;
        }

        var rest = other._causes;
        for (var mine = _causes; mine != 0; mine >>= Lane)
        {
            while (rest != 0 && (ushort)rest < (ushort)mine)
            {
                rest >>= Lane;
            }

            if ((ushort)rest != (ushort)mine)
            {
                return false;
            }

            rest >>= Lane;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(FailureSet other) => _causes == other._causes && _fact == other._fact;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FailureSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_causes, _fact);

    /// <inheritdoc/>
    public override string ToString() => $"{{{string.Join(' ', Causes)}{(_fact == 0 ? "" : $" ?{_fact}")}}}";
}
