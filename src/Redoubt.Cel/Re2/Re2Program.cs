using System.Runtime.InteropServices;

namespace Redoubt.Cel.Re2;

/// <summary>What an instruction of <see cref="Re2Program"/> does.</summary>
internal enum Re2Operation : byte
{
    Match,
    Rune,
    Assert,
    Capture,
    Split,
}

/// <summary>
/// One instruction. <see cref="Next"/> is where to go on; <see cref="Operand"/> is the second choice of a split,
/// the slot of a capture, the anchor of an assertion.
/// </summary>
internal readonly record struct Re2Instruction(Re2Operation Operation, int Next, int Operand = 0, RuneSet? Set = null);

/// <summary>A tree as instructions for <see cref="Re2Machine"/>.</summary>
internal sealed class Re2Program
{
    private readonly List<Re2Instruction> _code = [];

    private Re2Program()
    {
    }

    internal int Length => _code.Count;

    internal ReadOnlySpan<Re2Instruction> Code => CollectionsMarshal.AsSpan(_code);

    internal int Start { get; private set; }

    /// <summary>Where in a text a match can begin.</summary>
    internal Re2Start Begin { get; private set; } = null!;

    /// <summary>Positions to record: start and end of the match and of each group.</summary>
    internal int SlotCount { get; private set; } = 2;

    internal static Re2Program Compile(Re2Node tree)
    {
        var program = new Re2Program();
        var end = program.Emit(new Re2Instruction(Re2Operation.Capture, program.Emit(default), 1));
        program.Start = program.Emit(new Re2Instruction(Re2Operation.Capture, program.Node(tree, end), 0));
        program.Begin = Re2Start.Of(program);
        return program;
    }

    private int Emit(Re2Instruction instruction)
    {
        _code.Add(instruction);
        return _code.Count - 1;
    }

    private int Split(int first, int second, bool greedy) => greedy
        ? Emit(new Re2Instruction(Re2Operation.Split, first, second))
        : Emit(new Re2Instruction(Re2Operation.Split, second, first));

    // Written from the end: each part is told where to go on, and says where it begins.
    private int Node(Re2Node node, int next)
    {
        switch (node)
        {
            case Re2Class one:
                return Emit(new Re2Instruction(Re2Operation.Rune, next, 0, one.Set));
            case Re2Assertion assertion:
                return Emit(new Re2Instruction(Re2Operation.Assert, next, (int)assertion.Anchor));
            case Re2Capture capture:
                SlotCount = Math.Max(SlotCount, capture.Index * 2 + 2);
                var end = Emit(new Re2Instruction(Re2Operation.Capture, next, capture.Index * 2 + 1));
                return Emit(new Re2Instruction(Re2Operation.Capture, Node(capture.Body, end), capture.Index * 2));
            case Re2Concat concat:
                for (var i = concat.Parts.Length - 1; i >= 0; i--)
                {
                    next = Node(concat.Parts[i], next);
                }

                return next;
            case Re2Alternate alternate:
                var start = Node(alternate.Choices[^1], next);
                for (var i = alternate.Choices.Length - 2; i >= 0; i--)
                {
                    start = Split(Node(alternate.Choices[i], next), start, greedy: true);
                }

                return start;
            case Re2Repeat repeat:
                return Repeat(repeat, next);
            default:
                return next;
        }
    }

    // x{2,4} is xx(x(x)?)?, x{2,} is xx+.
    private int Repeat(Re2Repeat repeat, int next)
    {
        var start = next;
        var copies = repeat.Min;
        if (repeat.Max < 0)
        {
            start = Loop(repeat, next);
            copies = Math.Max(0, copies - 1);
        }
        else
        {
            for (var i = repeat.Min; i < repeat.Max; i++)
            {
                start = Split(Node(repeat.Body, start), next, repeat.Greedy);
            }
        }
        for (; copies > 0; copies--)
        {
            start = Node(repeat.Body, start);
        }

        return start;
    }

    // x+ or x*. A body that may be empty is entered once before the loop decides, as x* = (x+)?:
    // otherwise an empty first choice would cut off the others.
    private int Loop(Re2Repeat repeat, int next)
    {
        var loop = Split(next, next, repeat.Greedy);
        var body = Node(repeat.Body, loop);
        _code[loop] = repeat.Greedy
            ? new Re2Instruction(Re2Operation.Split, body, next)
            : new Re2Instruction(Re2Operation.Split, next, body);
        if (repeat.Min > 0)
        {
            return body;
        }

        return repeat.Body.MayBeEmpty ? Split(body, next, repeat.Greedy) : loop;
    }
}
