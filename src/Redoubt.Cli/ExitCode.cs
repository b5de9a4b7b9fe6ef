namespace Redoubt.Cli;

/// <summary>What the shell learns (design, section 7).</summary>
internal static class ExitCode
{
    /// <summary>All given input was judged and nothing is at or above the gate.</summary>
    public const int Good = 0;

    /// <summary>Something is at or above the gate.</summary>
    public const int Found = 1;

    /// <summary>Something given could not be read or judged. Wins over <see cref="Found"/>.</summary>
    public const int NotJudged = 2;

    /// <summary>A question that is answered with yes (<see cref="Good"/>) or no (<see cref="Found"/>) cannot be answered.</summary>
    public const int NotKnown = 3;
}
