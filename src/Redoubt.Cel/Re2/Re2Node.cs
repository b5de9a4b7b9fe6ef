namespace Redoubt.Cel.Re2;

/// <summary>A position that matches no character.</summary>
internal enum Re2Anchor
{
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordBoundary,
    NoWordBoundary,
}

/// <summary>
/// A regular expression as a tree. Flags are already applied: a letter under <c>(?i)</c> is a class,
/// <c>.</c> is a class, <c>^</c> and <c>$</c> are the anchors they mean.
/// </summary>
internal abstract class Re2Node
{
    /// <summary>Levels of the tree, this one included.</summary>
    internal int Height { get; init; } = 1;

    /// <summary>Instructions of the compiled program, as RE2 counts them.</summary>
    internal long Size { get; init; } = 1;

    /// <summary>The largest product of counts along one branch: how often the innermost part is copied.</summary>
    internal int Copies { get; init; } = 1;

    /// <summary>True if the empty text matches, whatever surrounds it.</summary>
    internal bool MayBeEmpty { get; init; }
}

/// <summary>Matches the empty text.</summary>
internal sealed class Re2Empty : Re2Node
{
    internal static readonly Re2Empty Instance = new() { MayBeEmpty = true };
}

/// <summary>One character of a set; a literal is a set of one.</summary>
internal sealed class Re2Class(RuneSet set) : Re2Node
{
    internal RuneSet Set { get; } = set;
}

/// <summary>A condition on the place.</summary>
internal sealed class Re2Assertion : Re2Node
{
    internal Re2Assertion(Re2Anchor anchor)
    {
        Anchor = anchor;
        MayBeEmpty = true;
    }

    internal Re2Anchor Anchor { get; }
}

/// <summary>A group whose match can be asked for; <see cref="Index"/> counts from 1.</summary>
internal sealed class Re2Capture : Re2Node
{
    internal Re2Capture(int index, string? name, Re2Node body)
    {
        (Index, Name, Body) = (index, name, body);
        Height = body.Height + 1;
        Size = body.Size + 2;
        Copies = body.Copies;
        MayBeEmpty = body.MayBeEmpty;
    }

    internal int Index { get; }

    internal string? Name { get; }

    internal Re2Node Body { get; }
}

/// <summary>Two parts or more, one after another.</summary>
internal sealed class Re2Concat : Re2Node
{
    internal Re2Concat(Re2Node[] parts)
    {
        Parts = parts;
        Height = parts.Max(part => part.Height) + 1;
        Size = parts.Sum(part => part.Size);
        Copies = parts.Max(part => part.Copies);
        MayBeEmpty = Array.TrueForAll(parts, part => part.MayBeEmpty);
    }

    internal Re2Node[] Parts { get; }
}

/// <summary>Two choices or more, the first that leads to a match wins.</summary>
internal sealed class Re2Alternate : Re2Node
{
    internal Re2Alternate(Re2Node[] choices)
    {
        Choices = choices;
        Height = choices.Max(choice => choice.Height) + 1;
        Size = choices.Sum(choice => choice.Size) + choices.Length - 1;
        Copies = choices.Max(choice => choice.Copies);
        MayBeEmpty = Array.Exists(choices, choice => choice.MayBeEmpty);
    }

    internal Re2Node[] Choices { get; }
}

/// <summary>From <see cref="Min"/> to <see cref="Max"/> times; <see cref="Max"/> is -1 for no end.</summary>
internal sealed class Re2Repeat : Re2Node
{
    internal Re2Repeat(Re2Node body, int min, int max, bool greedy)
    {
        (Body, Min, Max, Greedy) = (body, min, max, greedy);
        Height = body.Height + 1;
        Size = Math.Max(1, max >= 0 ? max * body.Size + (max - min) : min == 0 ? body.Size + 2 : min * body.Size + 1);
        Copies = max == 0 ? 1 : (int)Math.Min(int.MaxValue, (long)body.Copies * Math.Max(1, max < 0 ? min : max));
        MayBeEmpty = min == 0 || body.MayBeEmpty;
    }

    internal Re2Node Body { get; }

    internal int Min { get; }

    internal int Max { get; }

    internal bool Greedy { get; }
}
