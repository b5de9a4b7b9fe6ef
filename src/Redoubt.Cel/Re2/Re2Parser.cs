using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Cel.Re2;

/// <summary>
/// Reads the syntax of RE2 as Go's <c>regexp.Compile</c> takes it, with a stack of its own:
/// no pattern, however nested, can exhaust the machine's.
/// </summary>
internal sealed partial class Re2Parser
{
    internal const int MaxRepeat = 1000;
    private const int MaxHeight = 1000;
    private const long MaxSize = (128 << 20) / 40;
    private const long MaxRanges = (128 << 20) / 8;

    [Flags]
    private enum Modes
    {
        None = 0,
        FoldCase = 1,
        MultiLine = 2,
        DotAll = 4,
        Ungreedy = 8,
    }

    private static readonly RuneSet AnyButNewline = RuneSet.Of('\n').Negate();

    private readonly Re2Cursor _cursor;
    private readonly Stack<Group> _open = new();
    private Group _group = new(0, -1, null, Modes.None);
    private Modes _modes;
    private int _captures;
    private long _ranges;

    // Where the repetition just read begins, or -1: a repetition must not follow it.
    private int _lastRepeat = -1;

    private Re2Parser(string pattern) => _cursor = new Re2Cursor(pattern);

    // A group that is still open: what is read of it, and what to go back to when it ends. Capture -1: none.
    private sealed record Group(int Start, int Capture, string? Name, Modes Outer)
    {
        internal List<Re2Node> Sequence { get; } = [];

        internal List<Re2Node> Choices { get; } = [];
    }

    /// <summary>Reads <paramref name="pattern"/>, or says why it is refused.</summary>
    internal static bool TryParse(string pattern, [NotNullWhen(true)] out Re2Node? tree, out Re2Error error)
    {
        var parser = new Re2Parser(pattern);
        var parsed = parser.TryReadAll(out tree);
        error = parser._cursor.Error;
        return parsed;
    }

    private bool TryReadAll([NotNullWhen(true)] out Re2Node? tree)
    {
        tree = null;
        while (!_cursor.AtEnd)
        {
            var repeat = _cursor.Peek() is '*' or '+' or '?' or '{' ? _cursor.At : -1;
            if (!TryReadOne(ref repeat))
            {
                return false;
            }

            _lastRepeat = repeat;
        }
        if (_open.Count > 0)
        {
            return _cursor.Fail(Re2ErrorKind.MissingParenthesis, _group.Start, _cursor.Pattern.Length);
        }

        return TryClose(out tree);
    }

    private bool TryReadOne(ref int repeat)
    {
        switch (_cursor.Peek())
        {
            case '(':
                return TryOpen();
            case ')':
                return TryEndGroup();
            case '|':
                _cursor.At++;
                return TryEndChoice();
            case '*':
                return TryRepeat(1, 0, -1);
            case '+':
                return TryRepeat(1, 1, -1);
            case '?':
                return TryRepeat(1, 0, 1);
            case '{':
                return TryCounted(ref repeat);
            case '[':
                return Re2Classes.TryRead(_cursor, Has(Modes.FoldCase), out var set) && TryAddClass(set);
            case '\\':
                return TryBackslash();
            case '^':
                _cursor.At++;
                return TryAdd(new Re2Assertion(Has(Modes.MultiLine) ? Re2Anchor.LineStart : Re2Anchor.TextStart));
            case '$':
                _cursor.At++;
                return TryAdd(new Re2Assertion(Has(Modes.MultiLine) ? Re2Anchor.LineEnd : Re2Anchor.TextEnd));
            case '.':
                _cursor.At++;
                return TryAddClass(Has(Modes.DotAll) ? RuneSet.All : AnyButNewline);
            default:
                return _cursor.TryNext(out var rune) && TryAddRune(rune);
        }
    }

    private bool Has(Modes mode) => (_modes & mode) != 0;

    private bool TryAddRune(int rune) => TryAddClass(Has(Modes.FoldCase) ? CaseFolding.Close(rune) : RuneSet.Of(rune));

    private bool TryAddClass(RuneSet set)
    {
        _ranges += set.RangeCount;
        return _ranges > MaxRanges
            ? _cursor.Fail(Re2ErrorKind.TooLarge, 0, _cursor.Pattern.Length)
            : TryAdd(new Re2Class(set));
    }

    private bool TryAdd(Re2Node node)
    {
        _group.Sequence.Add(node);
        return IsWithinLimits(node);
    }

    private bool IsWithinLimits(Re2Node node)
    {
        if (node.Size > MaxSize)
        {
            return _cursor.Fail(Re2ErrorKind.TooLarge, 0, _cursor.Pattern.Length);
        }

        return node.Height <= MaxHeight || _cursor.Fail(Re2ErrorKind.NestingDepth, 0, _cursor.Pattern.Length);
    }

    private bool TryBackslash()
    {
        Re2Anchor? anchor = _cursor.Peek(1) switch
        {
            'A' => Re2Anchor.TextStart,
            'z' => Re2Anchor.TextEnd,
            'b' => Re2Anchor.WordBoundary,
            'B' => Re2Anchor.NoWordBoundary,
            _ => null,
        };
        if (anchor is not null)
        {
            _cursor.At += 2;
            return TryAdd(new Re2Assertion(anchor.Value));
        }
        if (_cursor.Peek(1) == 'Q')
        {
            return TryQuoted();
        }

        if (!Re2Escapes.TrySet(_cursor, Has(Modes.FoldCase), out var set))
        {
            return false;
        }

        if (set is not null)
        {
            return TryAddClass(set);
        }

        return Re2Escapes.TryRune(_cursor, out var rune) && TryAddRune(rune);
    }

    // `\Q…\E`; without `\E` everything to the end is meant literally.
    private bool TryQuoted()
    {
        _cursor.At += 2;
        var end = _cursor.Pattern.IndexOf(@"\E", _cursor.At, StringComparison.Ordinal);
        var stop = end < 0 ? _cursor.Pattern.Length : end;
        while (_cursor.At < stop)
        {
            if (!_cursor.TryNext(out var rune) || !TryAddRune(rune))
            {
                return false;
            }
        }
        if (end >= 0)
        {
            _cursor.At += 2;
        }

        return true;
    }

    private bool TryCounted(ref int repeat)
    {
        if (!Re2Counts.TryRead(_cursor.Rest, out var min, out var max, out var length))
        {
            // Not the form of a count: a brace like any other character.
            repeat = -1;
            _cursor.At++;
            return TryAddRune('{');
        }
        if (min is < 0 or > MaxRepeat || max > MaxRepeat || (max >= 0 && min > max))
        {
            return _cursor.Fail(Re2ErrorKind.InvalidRepeatCount, _cursor.At, _cursor.At + length);
        }

        return TryRepeat(length, min, max);
    }

    private bool TryRepeat(int length, int min, int max)
    {
        var start = _cursor.At;
        var greedy = !Has(Modes.Ungreedy);
        _cursor.At += length;
        if (_cursor.Peek() == '?')
        {
            _cursor.At++;
            greedy = !greedy;
        }
        if (_lastRepeat >= 0)
        {
            return _cursor.Fail(Re2ErrorKind.InvalidRepeatOperator, _lastRepeat, _cursor.At);
        }

        if (_group.Sequence.Count == 0)
        {
            return _cursor.Fail(Re2ErrorKind.MissingRepeatArgument, start, _cursor.At);
        }

        var node = new Re2Repeat(_group.Sequence[^1], min, max, greedy);
        _group.Sequence[^1] = node;
        if (!IsWithinLimits(node))
        {
            return false;
        }

        return Math.Max(min, max) < 2 || node.Copies <= MaxRepeat
            || _cursor.Fail(Re2ErrorKind.InvalidRepeatCount, start, _cursor.At);
    }
}
