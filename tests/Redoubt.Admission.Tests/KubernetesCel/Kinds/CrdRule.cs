using Redoubt.Admission.CustomResources;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>One rule over one object: whether it holds, why it cannot be told, what it costs.</summary>
internal sealed class CrdRule : RowKind
{
    public override string Name => "CRD rule";

    public override bool Takes(SuiteRow row) => CrdRows.Are(row) && row.Has("expr") && row.Has("self");

    public override string? Disagreement(SuiteRow row)
    {
        var verdict = CrdRows.Validate(row);
        var cost = RuleLimits.Default.Budget - verdict.RemainingBudget;
        if (row.Has("cost") && cost != row["cost"].Int)
        {
            return $"it costs {cost} where {row["cost"].Int} is wanted; {string.Join("; ", verdict.Errors)}";
        }

        if ((row["compileError"].AsString() ?? row["error"].AsString()) is { } wanted)
        {
            return verdict.Errors.Count == 1 ? Outcome.Text(row, wanted, verdict.Errors[0].ToString()) : $"there are {verdict.Errors.Count} errors";
        }

        var failed = verdict.Errors.Count == 1 && verdict.Errors[0].Detail.StartsWith("failed rule: ", StringComparison.Ordinal);
        return (row["value"].IsFalse ? failed : verdict.Errors.Count == 0) ? null : string.Join("; ", verdict.Errors);
    }
}
