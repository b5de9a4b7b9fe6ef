namespace Redoubt.Network.Labels;

/// <summary>One thing that a selector asks of a label.</summary>
/// <param name="Key">The label's key.</param>
/// <param name="Values">The values of which it must have one, or none; null where only its being there is asked.</param>
/// <param name="IsNot">Whether it is asked that this does not hold: then a label that is not there is right.</param>
internal sealed record Requirement(string Key, IReadOnlySet<string>? Values, bool IsNot)
{
    public Match On(LabelMap labels) => labels[Key] is { } value
        ? (Values is null || Values.Contains(value)) != IsNot ? Match.Yes : Match.No
        : !labels.IsWhole ? Match.Maybe : IsNot ? Match.Yes : Match.No;
}
