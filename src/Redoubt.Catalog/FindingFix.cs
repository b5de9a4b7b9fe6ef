using Redoubt.Edit;

namespace Redoubt.Catalog;

/// <summary>What would mend a finding.</summary>
/// <param name="Edits">The edits, in their order; none where it does not fit.</param>
/// <param name="Unsafe">What they may break; empty for nothing.</param>
/// <param name="Objection">Why there are none; empty where there are.</param>
public sealed record FindingFix(IReadOnlyList<FieldEdit> Edits, string Unsafe, string Objection);
