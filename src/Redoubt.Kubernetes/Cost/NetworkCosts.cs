using System.Collections.Immutable;
using Redoubt.Cel;

using static Redoubt.Kubernetes.Cost.KubernetesCosts;

namespace Redoubt.Kubernetes.Cost;

/// <summary>
/// Addresses and ranges: reading one goes through its text, comparing two through their bytes.
/// </summary>
internal static class NetworkCosts
{
    private const double ReadAndWrite = 2 * CelCosts.Traversal;

    /// <summary>How many bytes an address has.</summary>
    private static readonly CelRange Bytes = new(4, 16);

    public static IEnumerable<CelFunction> Functions { get; } =
    [
        Function("isIP", Charge.Text, Charge.ReadText),
        Function("isCIDR", Charge.Text, Charge.ReadText),
        Function("cidr", Charge.Text, Charge.ReadText),
        Function(
            "ip",
            static (arguments, in _) => arguments[0].Kind == CelKind.String ? CelCosts.Traverse(arguments[0]) : 1,
            null),
        Function(
            "ip.isCanonical",
            static (arguments, in _) => CelCosts.Part(CelCosts.Size(arguments[0]), ReadAndWrite),
            static operands => new(operands[0].Size * ReadAndWrite)),
        Function("containsIP", static (arguments, in _) => Compare(arguments) + Read(arguments[1]), static all => new(Compared + Read(all))),
        Function(
            "containsCIDR",
            static (arguments, in _) => Compare(arguments) + CelCosts.Traverse(arguments[0]) + 1 + Read(arguments[1]),
            static all => new(Compared + (Bytes * CelCosts.Traversal) + CelRange.One + Read(all))),
    ];

    /// <summary>Reading an address goes through its text; that of a range, which is asked by the same name, is there.</summary>
    public static CelLibrary Reading { get; } = new()
    {
        Name = "kubernetes.ip costs",
        Functions = [.. CelLibraries.Network.Functions.Where(function => function.Name == "ip").Select(Estimated)],
    };

    private static CelFunction Estimated(CelFunction ip) => ip with
    {
        Overloads = [.. ip.Overloads.Select(overload => overload with { Estimate = overload.IsReceiver ? null : Charge.ReadText })],
        Examples = [],
    };

    private static CelRange Compared => (Bytes + Bytes) * CelCosts.Traversal;

    // Both sides, as far as the prefix goes.
    private static long Compare(ReadOnlySpan<CelValue> arguments) => CelCosts.Part(2 * CelCosts.Size(arguments[0]), CelCosts.Traversal);

    private static long Read(CelValue other) => other.Kind == CelKind.String ? CelCosts.Traverse(other) : 0;

    /// <summary>A text is read too; what may be a text may be.</summary>
    private static CelRange Read(ImmutableArray<CelOperand> operands) =>
        operands[1].Type.Kind == CelTypeKind.String ? operands[1].Traversal
        : operands[1].Type.IsDyn ? new CelRange(0, operands[1].Traversal.Max)
        : CelRange.Zero;
}
