namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>One kind of fact: which rows it is, and how such a row is asked of Redoubt.</summary>
internal abstract class RowKind
{
    public abstract string Name { get; }

    /// <summary>Whether the row is of this kind; of several kinds the first in the list has it.</summary>
    public abstract bool Takes(SuiteRow row);

    /// <summary>Null if Redoubt agrees with the row, else what it says instead.</summary>
    public abstract string? Disagreement(SuiteRow row);
}
