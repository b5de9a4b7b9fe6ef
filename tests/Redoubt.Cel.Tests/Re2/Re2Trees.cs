using Redoubt.Cel.Re2;

namespace Redoubt.Cel.Tests.Re2;

/// <summary>When two trees are the same.</summary>
internal static class Re2Trees
{
    public static bool Same(Re2Node left, Re2Node right) => (left, right) switch
    {
        (Re2Empty, Re2Empty) => true,
        (Re2Class one, Re2Class other) => one.Set.Equals(other.Set),
        (Re2Assertion one, Re2Assertion other) => one.Anchor == other.Anchor,
        (Re2Capture one, Re2Capture other) => one.Index == other.Index && one.Name == other.Name && Same(one.Body, other.Body),
        (Re2Concat one, Re2Concat other) => Same(one.Parts, other.Parts),
        (Re2Alternate one, Re2Alternate other) => Same(one.Choices, other.Choices),
        (Re2Repeat one, Re2Repeat other) =>
            one.Min == other.Min && one.Max == other.Max && one.Greedy == other.Greedy && Same(one.Body, other.Body),
        _ => false,
    };

    private static bool Same(Re2Node[] left, Re2Node[] right) =>
        left.Length == right.Length && left.Zip(right).All(pair => Same(pair.First, pair.Second));
}
