using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Cel.Re2;

/// <summary>Reads groups: how they open, which modes they set, how choices and groups end.</summary>
internal sealed partial class Re2Parser
{
    private bool TryOpen()
    {
        if (_cursor.Peek(1) == '?')
        {
            return TryOpenPerl();
        }

        Open(_cursor.At, ++_captures, null, _modes);
        _cursor.At++;
        return true;
    }

    private void Open(int start, int capture, string? name, Modes inner)
    {
        _open.Push(_group);
        _group = new Group(start, capture, name, _modes);
        _modes = inner;
    }

    // `(?P<name>`, `(?<name>`, `(?flags)` and `(?flags:`.
    private bool TryOpenPerl()
    {
        var start = _cursor.At;
        var rest = _cursor.Rest;
        if (rest.StartsWith("(?P<") && rest.Length > 4)
        {
            return TryOpenNamed(start, 4);
        }

        if (rest.StartsWith("(?<") && rest.Length > 3)
        {
            return TryOpenNamed(start, 3);
        }

        _cursor.At += 2;
        var modes = _modes;
        bool negative = false, seen = false;
        while (!_cursor.AtEnd)
        {
            if (!_cursor.TryNext(out var rune))
            {
                return false;
            }

            var mode = Mode(rune);
            if (mode != Modes.None)
            {
                modes = negative ? modes & ~mode : modes | mode;
                seen = true;
            }
            else if (rune == '-' && !negative)
            {
                negative = true;
                seen = false;
            }
            else if (rune is ':' or ')' && (seen || !negative))
            {
                if (rune == ':')
                {
                    Open(start, -1, null, modes);
                }

                _modes = modes;
                return true;
            }
            else
            {
                break;
            }
        }
        return _cursor.Fail(Re2ErrorKind.InvalidPerlSyntax, start, _cursor.At);
    }

    private static Modes Mode(int letter) => letter switch
    {
        'i' => Modes.FoldCase,
        'm' => Modes.MultiLine,
        's' => Modes.DotAll,
        'U' => Modes.Ungreedy,
        _ => Modes.None,
    };

    private bool TryOpenNamed(int start, int nameOffset)
    {
        var end = _cursor.Pattern.IndexOf('>', start);
        if (end < 0)
        {
            return _cursor.Fail(Re2ErrorKind.InvalidNamedCapture, start, _cursor.Pattern.Length);
        }

        var name = _cursor.Pattern[(start + nameOffset)..end];
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            return _cursor.Fail(Re2ErrorKind.InvalidNamedCapture, start, end + 1);
        }

        Open(start, ++_captures, name, _modes);
        _cursor.At = end + 1;
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private bool TryEndChoice()
    {
        var sequence = _group.Sequence;
        var choice = sequence.Count switch
        {
            0 => Re2Empty.Instance,
            1 => sequence[0],
            _ when !sequence.Exists(part => part is Re2Concat) => new Re2Concat([.. sequence]),
            _ => new Re2Concat([.. sequence.SelectMany(part => part is Re2Concat inner ? inner.Parts : [part])]),
        };
        sequence.Clear();
        if (choice is Re2Alternate alternate)
        {
            _group.Choices.AddRange(alternate.Choices);
        }
        else
        {
            _group.Choices.Add(choice);
        }

        return IsWithinLimits(choice);
    }

    private bool TryClose([NotNullWhen(true)] out Re2Node? node)
    {
        node = null;
        if (!TryEndChoice())
        {
            return false;
        }

        node = _group.Choices.Count == 1 ? _group.Choices[0] : new Re2Alternate([.. _group.Choices]);
        if (_group.Capture > 0)
        {
            node = new Re2Capture(_group.Capture, _group.Name, node);
        }

        return IsWithinLimits(node);
    }

    private bool TryEndGroup()
    {
        if (_open.Count == 0)
        {
            return _cursor.Fail(Re2ErrorKind.UnexpectedParenthesis, _cursor.At, _cursor.Pattern.Length);
        }

        if (!TryClose(out var node))
        {
            return false;
        }

        _cursor.At++;
        _modes = _group.Outer;
        _group = _open.Pop();
        return TryAdd(node);
    }
}
