using System.Collections.Immutable;
using Redoubt.Cel;

namespace Redoubt.Catalog.Values;

/// <summary>
/// What questions to the platform cost as it grows: the size of the variables <c>platform</c>, <c>access</c> and <c>network</c> is the number of its objects, and each answer is
/// as long as it can become.
/// </summary>
internal static class PlatformGrowth
{
    /// <summary>How many objects one look-up in an index gives: those that are meant, however many there are.</summary>
    private static readonly CelRange Found = CelRange.One;

    /// <summary>All objects of a kind.</summary>
    public static CelCallEstimate? OfAll(ImmutableArray<CelOperand> operands) => new(CelRange.One, operands[0].Size);

    /// <summary>What looks all objects through at each question, and may give as many.</summary>
    public static CelEstimate OfWalk { get; } = static operands => new(operands[0].Size, operands[0].Size);

    /// <summary>
    /// The objects of one namespace: all there are, since it may be the only one. But over all namespaces, each asked about its own objects,
    /// they are as many as objects, so one for each.
    /// </summary>
    /// <param name="operands">The operands.</param>
    /// <param name="space">Which of them names the namespace.</param>
    public static CelCallEstimate? OfNamespace(ImmutableArray<CelOperand> operands, int space) =>
        new(CelRange.One, operands[space].Path is ["ns"] ? Found : operands[0].Size);

    /// <summary>What an index has under what is asked for.</summary>
    public static CelEstimate OfIndex { get; } = static _ => new(CelRange.One, Found);
}
