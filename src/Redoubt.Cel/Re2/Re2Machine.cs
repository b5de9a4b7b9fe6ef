using System.Text;

namespace Redoubt.Cel.Re2;

/// <summary>
/// Runs a program over a text, all threads side by side: time grows with the text times the program, never faster.
/// Threads are kept in order of preference, so the match found is the one that RE2 finds: leftmost, then first choice.
/// </summary>
internal sealed class Re2Machine
{
    // Half of a surrogate pair is read as Go reads bytes that are no UTF-8.
    private const int Replacement = 0xFFFD;

    // A machine that took more room than this is not kept.
    private const int MostKept = 1 << 16;

    // Texts are short and often asked: the room of the last run of this thread is used again.
    [ThreadStatic]
    private static Re2Machine? _spare;

    private readonly Stack<(int Pc, int Slot, int Old)> _pending = new();
    private Re2Program _program = null!;
    private int _slots;
    private int[] _working = [];
    private Threads _now = new();
    private Threads _next = new();

    /// <summary>
    /// Finds the first match at or after <paramref name="from"/>, and writes start and end of as many groups as
    /// <paramref name="slots"/> has room for; -1 for a group that took no part. With no room only whether there is a match is found out.
    /// </summary>
    internal static bool Run(Re2Program program, ReadOnlySpan<char> text, int from, Span<int> slots)
    {
        var begin = SkipTo(program.Begin, text, from);
        if (begin < 0)
        {
            return false;
        }

        var machine = _spare ?? new Re2Machine();
        _spare = null;
        machine.Prepare(program, slots.Length);
        var found = machine.Run(text, begin, slots);
        _spare = program.Length * (slots.Length + 1) <= MostKept ? machine : null;
        return found;
    }

    private void Prepare(Re2Program program, int slots)
    {
        (_program, _slots) = (program, slots);
        if (_working.Length != slots)
        {
            _working = new int[slots];
        }

        _pending.Clear();
        _now.Prepare(program.Length, slots);
        _next.Prepare(program.Length, slots);
    }

    /// <summary>The first place from one on at which a match can begin; -1 if there is none.</summary>
    private static int SkipTo(Re2Start begin, ReadOnlySpan<char> text, int from)
    {
        if (begin.IsAnchored)
        {
            return from == 0 ? 0 : -1;
        }

        if (begin.First is not { } first)
        {
            return from;
        }

        var skipped = text[from..].IndexOfAny(first);
        return skipped < 0 ? -1 : from + skipped;
    }

    private bool Run(ReadOnlySpan<char> text, int from, Span<int> slots)
    {
        var found = false;
        for (var at = from; ;)
        {
            if (!found)
            {
                if (_now.Count == 0)
                {
                    at = SkipTo(_program.Begin, text, at);
                    if (at < 0)
                    {
                        return false;
                    }
                }

                _working.AsSpan().Fill(-1);
                Add(_now, _program.Start, text, at);
            }
            if (_now.Count == 0)
            {
                return found;
            }

            var (rune, width) = Decode(text, at);
            if (Step(text, rune, at + width, slots))
            {
                found = true;
                if (slots.IsEmpty)
                {
                    return true;
                }
            }
            (_now, _next) = (_next, _now);
            _next.Clear();
            if (at >= text.Length)
            {
                return found;
            }

            at += width;
        }
    }

    // Moves every thread over one character; true if one has reached its end, which ends those less preferred.
    private bool Step(ReadOnlySpan<char> text, int rune, int next, Span<int> slots)
    {
        var code = _program.Code;
        for (var i = 0; i < _now.Count; i++)
        {
            ref readonly var instruction = ref code[_now.Pc(i)];
            if (instruction.Operation == Re2Operation.Match)
            {
                _now.Slots(i).CopyTo(slots);
                return true;
            }
            if (instruction.Operation == Re2Operation.Rune && rune >= 0 && instruction.Set!.Contains(rune))
            {
                _now.Slots(i).CopyTo(_working);
                Add(_next, instruction.Next, text, next);
            }
        }
        return false;
    }

    // Follows everything that consumes no character. A stack of our own, for programs may be long.
    private void Add(Threads threads, int start, ReadOnlySpan<char> text, int at)
    {
        _pending.Push((start, -1, 0));
        while (_pending.TryPop(out var entry))
        {
            if (entry.Slot >= 0)
            {
                _working[entry.Slot] = entry.Old;
                continue;
            }
            for (var pc = entry.Pc; pc >= 0 && threads.Add(pc);)
            {
                pc = Follow(threads, pc, text, at);
            }
        }
    }

    // The next instruction of the same thread at the same place, or -1.
    private int Follow(Threads threads, int pc, ReadOnlySpan<char> text, int at)
    {
        ref readonly var instruction = ref _program.Code[pc];
        switch (instruction.Operation)
        {
            case Re2Operation.Split:
                _pending.Push((instruction.Operand, -1, 0));
                return instruction.Next;
            case Re2Operation.Assert:
                return Holds((Re2Anchor)instruction.Operand, text, at) ? instruction.Next : -1;
            case Re2Operation.Capture:
                if (instruction.Operand < _slots)
                {
                    _pending.Push((0, instruction.Operand, _working[instruction.Operand]));
                    _working[instruction.Operand] = at;
                }
                return instruction.Next;
            default:
                _working.CopyTo(threads.Slots(threads.Count - 1));
                return -1;
        }
    }

    private static bool Holds(Re2Anchor anchor, ReadOnlySpan<char> text, int at) => anchor switch
    {
        Re2Anchor.TextStart => at == 0,
        Re2Anchor.TextEnd => at == text.Length,
        Re2Anchor.LineStart => at == 0 || text[at - 1] == '\n',
        Re2Anchor.LineEnd => at == text.Length || text[at] == '\n',
        Re2Anchor.WordBoundary => IsWord(text, at - 1) != IsWord(text, at),
        _ => IsWord(text, at - 1) == IsWord(text, at),
    };

    private static bool IsWord(ReadOnlySpan<char> text, int at) =>
        (uint)at < (uint)text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');

    /// <summary>The character at a place and its width in UTF-16 units; -1 at the end.</summary>
    internal static (int Rune, int Width) Decode(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length)
        {
            return (-1, 0);
        }

        if (!char.IsSurrogate(text[at]))
        {
            return (text[at], 1);
        }

        return Rune.DecodeFromUtf16(text[at..], out var rune, out var width) == System.Buffers.OperationStatus.Done
            ? (rune.Value, width)
            : (Replacement, 1);
    }

    // A set of instructions in the order added, each with the positions its thread has recorded.
    private sealed class Threads
    {
        private int[] _dense = [];
        private int[] _sparse = [];
        private int[] _positions = [];
        private int _slots;

        internal int Count { get; private set; }

        // What stands in the arrays from before does no harm: an entry counts only if it is among the first so many.
        internal void Prepare(int capacity, int slots)
        {
            if (_dense.Length < capacity)
            {
                (_dense, _sparse) = (new int[capacity], new int[capacity]);
            }

            if (_positions.Length < capacity * slots)
            {
                _positions = new int[capacity * slots];
            }

            (_slots, Count) = (slots, 0);
        }

        internal void Clear() => Count = 0;

        internal int Pc(int index) => _dense[index];

        internal Span<int> Slots(int index) => _positions.AsSpan(index * _slots, _slots);

        internal bool Add(int pc)
        {
            var index = _sparse[pc];
            if (index < Count && _dense[index] == pc)
            {
                return false;
            }

            _dense[Count] = pc;
            _sparse[pc] = Count++;
            return true;
        }
    }
}
