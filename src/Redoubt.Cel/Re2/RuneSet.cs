using System.Text;

namespace Redoubt.Cel.Re2;

/// <summary>An immutable set of Unicode code points, kept as sorted ranges that neither overlap nor touch.</summary>
internal sealed class RuneSet : IEquatable<RuneSet>
{
    internal const int Max = 0x10FFFF;

    internal static readonly RuneSet Empty = new([]);
    internal static readonly RuneSet All = new([0, Max]);

    // Patterns are made of few characters.
    private static readonly RuneSet?[] OfAscii = new RuneSet?[0x80];

    // lo, hi, lo, hi …, both ends inclusive.
    private readonly int[] _bounds;

    // The members below U+0080 again, one bit each.
    private readonly UInt128 _ascii;

    private RuneSet(int[] bounds)
    {
        _bounds = bounds;
        for (var i = 0; i < bounds.Length && bounds[i] < 0x80; i += 2)
        {
            for (var rune = bounds[i]; rune <= Math.Min(bounds[i + 1], 0x7F); rune++)
            {
                _ascii |= UInt128.One << rune;
            }
        }
    }

    internal int RangeCount => _bounds.Length / 2;

    internal bool IsEmpty => _bounds.Length == 0;

    internal (int Low, int High) Range(int index) => (_bounds[index * 2], _bounds[index * 2 + 1]);

    /// <summary>The only member, or -1 when there are none or several.</summary>
    internal int Single => _bounds.Length == 2 && _bounds[0] == _bounds[1] ? _bounds[0] : -1;

    internal static RuneSet Of(int rune) => rune < OfAscii.Length ? OfAscii[rune] ??= new([rune, rune]) : new([rune, rune]);

    internal bool Contains(int rune)
    {
        if (rune < 0x80)
        {
            return (_ascii >> rune & 1) != 0;
        }

        int low = 0, high = RangeCount - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (rune < _bounds[middle * 2])
            {
                high = middle - 1;
            }
            else if (rune > _bounds[middle * 2 + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }
        return false;
    }

    internal RuneSet Negate()
    {
        var bounds = new List<int>(_bounds.Length + 2);
        var next = 0;
        for (var i = 0; i < _bounds.Length; i += 2)
        {
            if (next < _bounds[i])
            {
                bounds.Add(next);
                bounds.Add(_bounds[i] - 1);
            }
            next = _bounds[i + 1] + 1;
        }
        if (next <= Max)
        {
            bounds.Add(next);
            bounds.Add(Max);
        }
        return new RuneSet([.. bounds]);
    }

    public bool Equals(RuneSet? other) => other is not null && _bounds.AsSpan().SequenceEqual(other._bounds);

    public override bool Equals(object? obj) => Equals(obj as RuneSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var bound in _bounds)
        {
            hash.Add(bound);
        }

        return hash.ToHashCode();
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Re2Printer.Class(text, this);
        return text.ToString();
    }

    /// <summary>Collects ranges in any order.</summary>
    internal sealed class Builder
    {
        private readonly List<(int Low, int High)> _ranges = [];

        internal Builder Add(int low, int high)
        {
            _ranges.Add((low, high));
            return this;
        }

        internal Builder Add(RuneSet set)
        {
            for (var i = 0; i < set.RangeCount; i++)
            {
                _ranges.Add(set.Range(i));
            }

            return this;
        }

        internal RuneSet Build()
        {
            if (_ranges.Count == 0)
            {
                return Empty;
            }

            _ranges.Sort();
            var bounds = new List<int>(_ranges.Count * 2);
            foreach (var (low, high) in _ranges)
            {
                if (bounds.Count > 0 && low <= bounds[^1] + 1)
                {
                    bounds[^1] = Math.Max(bounds[^1], high);
                    continue;
                }
                bounds.Add(low);
                bounds.Add(high);
            }
            return new RuneSet([.. bounds]);
        }
    }
}
