using System.Buffers;

namespace Redoubt.Cel.Re2;

/// <summary>Where in a text a match can begin, so that the rest of it need not be tried.</summary>
internal sealed class Re2Start
{
    private const int Ascii = 0x80;

    private Re2Start(bool isAnchored, SearchValues<char>? first) => (IsAnchored, First) = (isAnchored, first);

    /// <summary>Whether a match can begin only where the text does.</summary>
    internal bool IsAnchored { get; }

    /// <summary>The characters with which a match begins; null if it may be empty, or begin with one beyond ASCII.</summary>
    internal SearchValues<char>? First { get; }

    internal static Re2Start Of(Re2Program program)
    {
        var first = new HashSet<char>();
        return new Re2Start(
            isAnchored: !Reaches(program, passesTextStart: false, _ => true),
            first: Reaches(program, passesTextStart: true, set => !TryAdd(set, first)) ? null : SearchValues.Create([.. first]));
    }

    // Follows everything that consumes no character; true if it meets the end, or a set of characters that stops it.
    private static bool Reaches(Re2Program program, bool passesTextStart, Func<RuneSet, bool> stops)
    {
        var seen = new bool[program.Length];
        var open = new Stack<int>([program.Start]);
        while (open.TryPop(out var pc))
        {
            if (seen[pc])
            {
                continue;
            }

            seen[pc] = true;
            ref readonly var instruction = ref program.Code[pc];
            switch (instruction.Operation)
            {
                case Re2Operation.Match:
                case Re2Operation.Rune when stops(instruction.Set!):
                    return true;
                case Re2Operation.Rune:
                case Re2Operation.Assert when !passesTextStart && (Re2Anchor)instruction.Operand == Re2Anchor.TextStart:
                    break;
                case Re2Operation.Split:
                    open.Push(instruction.Operand);
                    open.Push(instruction.Next);
                    break;
                default:
                    open.Push(instruction.Next);
                    break;
            }
        }

        return false;
    }

    private static bool TryAdd(RuneSet set, HashSet<char> first)
    {
        for (var i = 0; i < set.RangeCount; i++)
        {
            var (low, high) = set.Range(i);
            if (high >= Ascii)
            {
                return false;
            }

            for (var rune = low; rune <= high; rune++)
            {
                first.Add((char)rune);
            }
        }

        return true;
    }
}
