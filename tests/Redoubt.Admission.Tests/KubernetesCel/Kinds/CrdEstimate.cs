using Redoubt.Admission.CustomResources;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>The most that a rule of a custom resource can cost, with the sizes that its schema allows.</summary>
internal sealed class CrdEstimate : RowKind
{
    public override string Name => "CRD estimate";

    public override bool Takes(SuiteRow row) => CrdRows.Are(row) && row.Has("estimatedCost");

    public override string? Disagreement(SuiteRow row)
    {
        var rule = CrdRows.Level(row)!.Rules[0];
        if (rule.Program is not { } program)
        {
            return rule.Error;
        }

        var found = RuleSizes.MaxCost(program, DeclaredTypes.Of(CrdRows.Schema(row), row["resourceRoot"].IsTrue)!);
        var wanted = row["estimatedCost"];
        var agrees = (Bound("max") is not { } max || found == max)
            && (Bound("maxAtLeast") is not { } least || found >= least)
            && (Bound("maxAtMost") is not { } most || found <= most);
        return agrees ? null : $"it can cost {found} where {string.Join(", ", wanted.Fields.ToArray().Select(one => $"{one.Key} {Bound(one.Key.ToString())}"))} is wanted";

        ulong? Bound(string name) => wanted[name] is { Exists: true } bound
            ? bound.UInt > 0 ? bound.UInt : (ulong)bound.Int
            : null;
    }
}
