using Redoubt.Edit;

namespace Redoubt.Catalog;

/// <summary>What would mend a finding.</summary>
/// <param name="Edits">The edits, in their order; none where it does not fit.</param>
/// <param name="Unsafe">What they may break; empty for nothing.</param>
/// <param name="Objection">Why there are none; empty where there are.</param>
public sealed record FindingFix(IReadOnlyList<FieldEdit> Edits, string Unsafe, string Objection)
{
    /// <summary>The same in the text of the file; nothing where that was not asked, or cannot be written without changing something else.</summary>
    public IReadOnlyList<TextChange> Changes { get; init; } = [];
}

/// <summary>A stretch of a file that becomes another text.</summary>
/// <param name="File">The file as it was given.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Column">From 1, in characters, as in <see cref="Location"/>.</param>
/// <param name="EndLine">The line on which it ends.</param>
/// <param name="EndColumn">The column just after its last character.</param>
/// <param name="Text">What stands there afterwards.</param>
public sealed record TextChange(string File, int Line, int Column, int EndLine, int EndColumn, string Text);
