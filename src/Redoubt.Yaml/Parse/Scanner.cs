using System.Runtime.CompilerServices;

namespace Redoubt.Yaml.Parse;

/// <summary>
/// Cuts one chunk into tokens as go-yaml v2's scanner does. A token that may be an implicit key waits in the queue until its
/// colon is found or cannot come any more: on one line, at most 1024 characters away.
/// </summary>
/// <remarks>INVARIANT: a method that returns false has set the problem; the scanner is not used after that.</remarks>
internal ref partial struct Scanner
{
    private const int KeyReach = 1024;

    private readonly ReadOnlySpan<char> _text;
    private readonly Workspace _work;
    private readonly int _maxDepth;

    // kubectl's line reader drops one CR in front of each LF before YAML sees the text.
    private readonly bool _dropsCarriageReturn;

    // Where the scanner skips one character at the start of each line: go-yaml looks for a byte order mark at the start of its buffer.
    private readonly int _markQuirkEnd;

    private int _pos;
    private int _lineStart;
    private int _indent;
    private int _indentCount;
    private int _flowLevel;
    private bool _keyAllowed;
    private int _head;
    private int _count;
    private int _taken;

    /// <param name="text">The file's text up to the chunk's end.</param>
    /// <param name="start">Where the chunk starts.</param>
    /// <param name="work">The buffers.</param>
    /// <param name="maxDepth">How deep flow and block collections may nest, each.</param>
    /// <param name="dropsCarriageReturn">Whether a CR in front of CR LF is no break of its own.</param>
    public Scanner(ReadOnlySpan<char> text, int start, Workspace work, int maxDepth, bool dropsCarriageReturn)
    {
        _text = text;
        _work = work;
        _maxDepth = maxDepth;
        _dropsCarriageReturn = dropsCarriageReturn;
        if (At(start) == '\uFEFF')
        {
            start++;
        }

        _markQuirkEnd = At(start) == '\uFEFF' ? start + 512 : -1;
        _pos = start;
        _lineStart = start;
        _indent = -1;
        _keyAllowed = true;
        work.Keys[0] = default;
    }

    public ScanProblem Problem { get; private set; }

    /// <summary>Where scanning has come to.</summary>
    public readonly int Position => _pos;

    /// <summary>The token at the head of the queue; <see cref="Peek"/> has put it there.</summary>
    public readonly ref Token Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _work.Tokens[_head];
    }

    /// <summary>Makes sure that the head of the queue is final.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Peek() => (_count > 0 && Current.KeyLevel == 0) || FetchMore();

    /// <summary>Takes the head off the queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip()
    {
        _head = (_head + 1) & (_work.Tokens.Length - 1);
        _count--;
        _taken++;
    }

    /// <summary>
    /// Whether a token after the head makes the head an implicit key, or cannot be scanned. What follows a root that has ended is
    /// dropped, but not before the head is final.
    /// </summary>
    private bool FetchMore()
    {
        while (true)
        {
            if (_count > 0)
            {
                var level = Current.KeyLevel - 1;
                if (level < 0 || level > _flowLevel)
                {
                    return true;
                }

                ref var key = ref _work.Keys[level];
                if (!key.Possible || key.TokenNumber != _taken)
                {
                    return true;
                }

                if (!IsKeyStillPossible(ref key, out var failed))
                {
                    return !failed;
                }
            }

            if (!FetchNext())
            {
                return false;
            }
        }
    }

    /// <summary>Whether a colon here would make that token a key.</summary>
    private bool IsKeyStillPossible(ref SimpleKey key, out bool failed)
    {
        failed = false;
        if (!key.Possible)
        {
            return false;
        }

        if (key.LineStart == _lineStart && !IsTooFar(key.Offset))
        {
            return true;
        }

        key.Possible = false;
        if (key.Required)
        {
            failed = !Fail(key.Offset, "could not find expected `:`");
        }

        return false;
    }

    private readonly bool IsTooFar(int offset)
    {
        var distance = _pos - offset;
        return distance > KeyReach && distance - Cut.Lines.Surrogates(_text[offset..Math.Min(_pos, _text.Length)]) > KeyReach;
    }

    /// <summary>Remembers that the next token may be an implicit key.</summary>
    private bool SaveKey(out int keyLevel)
    {
        keyLevel = 0;
        if (!_keyAllowed)
        {
            return true;
        }

        if (!RemoveKey())
        {
            return false;
        }

        _work.Keys[_flowLevel] = new SimpleKey
        {
            Possible = true,
            Required = _flowLevel == 0 && _indent == _pos - _lineStart,
            TokenNumber = _taken + _count,
            Offset = _pos,
            LineStart = _lineStart,
        };
        keyLevel = _flowLevel + 1;
        return true;
    }

    /// <summary>Gives up the implicit key of this flow level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool RemoveKey()
    {
        ref var key = ref _work.Keys[_flowLevel];
        if (!key.Possible)
        {
            return true;
        }

        key.Possible = false;
        return !key.Required || Fail(key.Offset, "could not find expected `:`");
    }

    /// <summary>Opens a block collection if this column is deeper than the open one.</summary>
    private bool RollIndent(int column, int index, TokenKind kind, int offset)
    {
        if (_flowLevel > 0 || _indent >= column)
        {
            return true;
        }

        if (_indentCount == _maxDepth)
        {
            return FailLimit(offset);
        }

        if (_indentCount == _work.Indents.Length)
        {
            Array.Resize(ref _work.Indents, _indentCount * 2);
        }

        _work.Indents[_indentCount++] = _indent;
        _indent = column;
        Insert(index, new Token { Kind = kind, Start = offset, End = offset });
        return true;
    }

    /// <summary>Closes the block collections that are deeper than this column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void UnrollIndent(int column)
    {
        while (_flowLevel == 0 && _indent > column)
        {
            Push(new Token { Kind = TokenKind.BlockEnd, Start = _pos, End = _pos });
            _indent = _work.Indents[--_indentCount];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(in Token token)
    {
        var tokens = _work.Tokens;
        if (_count == tokens.Length)
        {
            tokens = GrowQueue();
        }

        tokens[(_head + _count++) & (tokens.Length - 1)] = token;
    }

    /// <summary>Puts a token in front of the one at that index of the queue; -1 is its end.</summary>
    private void Insert(int index, in Token token)
    {
        Push(token);
        if (index < 0)
        {
            return;
        }

        var tokens = _work.Tokens;
        var mask = tokens.Length - 1;
        for (var i = _count - 1; i > index; i--)
        {
            tokens[(_head + i) & mask] = tokens[(_head + i - 1) & mask];
        }

        tokens[(_head + index) & mask] = token;
    }

    private Token[] GrowQueue()
    {
        var old = _work.Tokens;
        var tokens = new Token[old.Length * 2];
        for (var i = 0; i < _count; i++)
        {
            tokens[i] = old[(_head + i) & (old.Length - 1)];
        }

        _head = 0;
        return _work.Tokens = tokens;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly char At(int offset) => (uint)offset < (uint)_text.Length ? _text[offset] : '\0';

    private readonly bool IsEnd(int offset) => offset >= _text.Length;

    private readonly bool IsBlankOrEnd(int offset) => IsEnd(offset) || (Chars.ClassOf(_text[offset]) & (Chars.Blank | Chars.Break)) != 0;

    private readonly bool IsBreakOrEnd(int offset) => IsEnd(offset) || Chars.IsBreak(_text[offset]);

    /// <summary>The width of the line break here, 0 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int BreakWidth(int offset)
    {
        var c = At(offset);
        return c == '\n' ? 1 : Chars.ClassOf(c) == Chars.Break ? RareBreakWidth(offset) : 0;
    }

    private readonly int RareBreakWidth(int offset)
    {
        if (At(offset) != '\r')
        {
            return 1;
        }

        if (At(offset + 1) == '\n')
        {
            return 2;
        }

        return _dropsCarriageReturn && At(offset + 1) == '\r' && At(offset + 2) == '\n' ? 3 : 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBreak(int width)
    {
        _pos += width;
        _lineStart = _pos;
    }

    private void SkipToBreak()
    {
        var found = _text[_pos..].IndexOfAny(Chars.Breaks);
        _pos = found < 0 ? _text.Length : _pos + found;
    }

    /// <summary>Whether <c>---</c> or <c>...</c> stands here, in the first column.</summary>
    private readonly bool IsDocumentIndicator()
    {
        var c = At(_pos);
        return _pos == _lineStart && c is '-' or '.' && At(_pos + 1) == c && At(_pos + 2) == c && IsBlankOrEnd(_pos + 3);
    }

    private bool Fail(int offset, string message)
    {
        Problem = new ScanProblem(YamlProblemCode.Syntax, offset, message);
        return false;
    }

    private bool FailLimit(int offset)
    {
        Problem = new ScanProblem(YamlProblemCode.Limit, offset, $"nested deeper than {_maxDepth}");
        return false;
    }
}

/// <summary>A problem before its line and column are known.</summary>
internal readonly record struct ScanProblem(YamlProblemCode Code, int Offset, string Message);
