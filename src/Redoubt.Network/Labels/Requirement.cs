namespace Redoubt.Network.Labels;

/// <summary>One thing that a selector asks of a label.</summary>
/// <param name="Key">The label's key.</param>
/// <param name="Values">The values of which it must have one, or none; null where only its being there is asked.</param>
/// <param name="IsNot">Whether it is asked that this does not hold: then a label that is not there is right.</param>
/// <param name="Test">How a value is compared.</param>
internal sealed record Requirement(string Key, IReadOnlySet<string>? Values, bool IsNot, LabelTest Test = LabelTest.Is)
{
    /// <summary>What only things outside of every namespace are.</summary>
    public static Requirement OutsideNamespaces { get; } = new("", null, IsNot: false, LabelTest.IsOfCluster);

    public Match On(LabelMap labels) => Test == LabelTest.IsOfCluster ? ReferenceEquals(labels, LabelMap.OfCluster) != IsNot ? Match.Yes : Match.No
        : labels[Key] is { } value ? (Values is null || Holds(Values, value)) != IsNot ? Match.Yes : Match.No
        : !labels.IsWhole ? Match.Maybe : IsNot ? Match.Yes : Match.No;

    private bool Holds(IReadOnlySet<string> values, string value) => Test switch
    {
        LabelTest.Contains => values.Any(part => value.Contains(part, StringComparison.Ordinal)),
        LabelTest.StartsWith => values.Any(part => value.StartsWith(part, StringComparison.Ordinal)),
        LabelTest.EndsWith => values.Any(part => value.EndsWith(part, StringComparison.Ordinal)),
        _ => values.Contains(value),
    };
}
