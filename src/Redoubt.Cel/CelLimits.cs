namespace Redoubt.Cel;

/// <summary>What a text and an evaluation may use at most. Beyond it there is an error, never a crash.</summary>
public readonly record struct CelLimits
{
    /// <summary>Creates the default limits.</summary>
    public CelLimits()
    {
    }

    /// <summary>Length of an expression in UTF-16 units.</summary>
    public int TextLength { get; init; } = 100_000;

    /// <summary>How deep an expression may nest (cel-spec asks for 12 to 32, "Syntax").</summary>
    public int Depth { get; init; } = 250;

    /// <summary>How many nodes an expression may have after macros and definitions are expanded.</summary>
    public int Nodes { get; init; } = 100_000;

    /// <summary>How many steps one evaluation may take; about one per node evaluated within a loop.</summary>
    public long Steps { get; init; } = 10_000_000;

    /// <summary>How many characters, bytes or elements a concatenation may yield.</summary>
    public int Size { get; init; } = 16_000_000;
}
