using Redoubt.Catalog.Compare;
using Redoubt.Report.Text;

namespace Redoubt.Report.Reading;

/// <summary>Changes of depth that one edit makes: told once, however many things must not be lost by it.</summary>
/// <param name="Jewels">What must not be lost, in the order in which it was told.</param>
/// <param name="First">The change of the first of them.</param>
internal sealed record DepthGroup(IReadOnlyList<string> Jewels, DepthChange First)
{
    private const int Named = 3;

    /// <summary>Whether an attacker is nearer than he was, or comes otherwise.</summary>
    public bool IsNearer => First.IsNearer;

    /// <summary>What changed, as a sentence that begins with what must not be lost.</summary>
    public string Text => DepthText.Of(Jewels.Count <= Named + 1 ? Jewels : [.. Jewels.Take(Named), $"{Jewels.Count - Named} more"], First);

    /// <summary>The changes of a comparison, those alike together; none where it was not asked.</summary>
    public static IReadOnlyList<DepthGroup> Of(Comparison? comparison) =>
    [
        .. (comparison?.Depth?.Changes ?? [])
            .GroupBy(change => (change.Effect, change.Entry, change.Before, change.After, change.Others, DepthText.Suffices(change), change.Turn))
            .Select(group => new DepthGroup([.. group.Select(change => change.Jewel)], group.First())),
    ];
}
