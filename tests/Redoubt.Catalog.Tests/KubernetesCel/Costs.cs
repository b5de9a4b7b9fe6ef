using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Tests.KubernetesCel;

/// <summary>What a row wants of an estimate.</summary>
internal static class Costs
{
    /// <summary>Null if the estimate is what the row wants.</summary>
    public static string? Estimate(SuiteRow row, CelRange found)
    {
        var wanted = row["estimatedCost"];
        var agrees = IsEqual(wanted["min"], found.Min) && IsEqual(wanted["max"], found.Max)
            && (Amount(wanted["maxAtLeast"]) is not { } least || found.Max >= least)
            && (Amount(wanted["maxAtMost"]) is not { } most || found.Max <= most);
        return agrees ? null : $"the estimate is {found.Min} to {found.Max}, not {string.Join(", ", wanted.Fields.ToArray().Select(one => $"{one.Key} {Amount(one)}"))}";
    }

    private static bool IsEqual(Node wanted, ulong found) => Amount(wanted) is not { } amount || amount == found;

    private static ulong? Amount(Node node) => node.Kind switch
    {
        NodeKind.Int => (ulong)node.Int,
        NodeKind.UInt => node.UInt,
        _ => null,
    };
}
