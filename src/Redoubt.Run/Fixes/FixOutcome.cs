using Redoubt.Catalog;
using Redoubt.Edit.Texts;

namespace Redoubt.Run.Fixes;

/// <summary>What fixing came to. Nothing is written yet.</summary>
public sealed record FixOutcome
{
    /// <summary>The files that change, by name.</summary>
    public required IReadOnlyList<FixedFile> Files { get; init; }

    /// <summary>The findings that are mended, in the order in which a scan tells them.</summary>
    public required IReadOnlyList<Finding> Fixed { get; init; }

    /// <summary>The findings that stay, each with why.</summary>
    public required IReadOnlyList<UnfixedFinding> Left { get; init; }

    /// <summary>What could not be read or judged.</summary>
    public required IReadOnlyList<AssessmentError> Errors { get; init; }
}

/// <summary>A file that changes.</summary>
/// <param name="File">Its name, as the user would write it.</param>
/// <param name="Text">What changes in it.</param>
/// <param name="Fixed">How many findings that mends.</param>
public sealed record FixedFile(string File, EditedText Text, int Fixed)
{
    /// <summary>Whether a line of it, from 1, holds a secret, so that nobody is shown it.</summary>
    public required Func<int, bool> IsHidden { get; init; }
}

/// <summary>A finding that stays.</summary>
/// <param name="Finding">The finding, at its place after the fixes.</param>
/// <param name="Was">At its place before them; null where it came up only then.</param>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Why">Why it is not mended.</param>
public sealed record UnfixedFinding(Finding Finding, Finding? Was, UnfixedReason Reason, string Why);

/// <summary>Why a finding is not mended.</summary>
public enum UnfixedReason
{
    /// <summary>Its control has no fix that a program could write.</summary>
    Person,

    /// <summary>Its fix may break something, and that was not asked for.</summary>
    Unsafe,

    /// <summary>It was rendered, and nothing that the user wrote decides it.</summary>
    Rendered,

    /// <summary>The fix does not fit what stands there, or cannot be written without changing something else.</summary>
    Refused,

    /// <summary>The fix would not mend it, or another control would newly find something.</summary>
    NoUse,
}
