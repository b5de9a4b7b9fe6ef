using System.Collections.Frozen;
using System.Collections.Immutable;
using Redoubt.Cel;
using Redoubt.Kubernetes.Authorizer;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Cost;

/// <summary>The estimate of <c>==</c> between two values of a type of Kubernetes; at run time it is 1.</summary>
internal static class EqualityCosts
{
    /// <summary>How long the name of a format is at most.</summary>
    private const ulong LongestFormat = 64;

    private static readonly FrozenSet<string> InOneStep = FrozenSet.ToFrozenSet(
        [
            "net.IP", "net.CIDR", CelQuantity.QuantityType.Name, SemanticVersion.SemverType.Name, AuthorizerValue.AuthorizerType.Name,
            PathCheckValue.PathCheckType.Name, GroupCheckValue.GroupCheckType.Name, ResourceCheckValue.ResourceCheckType.Name,
            DecisionValue.DecisionType.Name,
        ],
        StringComparer.Ordinal);

    public static CelFunction Function { get; } = KubernetesCosts.Function("_==_", null, Estimate);

    private static CelCallEstimate? Estimate(ImmutableArray<CelOperand> operands)
    {
        var (left, right) = (operands[0], operands[1]);
        if (!left.Type.Equals(right.Type) || left.Type.Kind != CelTypeKind.Opaque)
        {
            return null;
        }

        if (InOneStep.Contains(left.Type.Name))
        {
            return new(CelRange.One);
        }

        return left.Type.Name == NamedFormat.FormatType.Name ? new(new CelRange(1, LongestFormat) * CelCosts.Traversal)
            : left.Type.Name == GoUrl.UrlType.Name ? new(new CelRange(1, right.KnownSize?.Max ?? 1) * CelCosts.Traversal)
            : null;
    }
}
