using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Report.Reading;

namespace Redoubt.Report.Text;

/// <summary>What a change does to what stands in an attacker's way, in words.</summary>
internal static class DepthText
{
    /// <summary>The word for what it comes to.</summary>
    public static string Name(DepthEffect effect) => effect.ToString().ToLowerInvariant();

    /// <summary>What changed: <c>secret:shop/db is reached from outside with one failure fewer: 1, before 2</c>.</summary>
    /// <param name="jewels">What must not be lost, all with the same change.</param>
    /// <param name="change">The change.</param>
    public static string Of(IReadOnlyList<string> jewels, DepthChange change)
    {
        var others = change.Others > 0 ? $", and from {change.Others.Of("other entry", "other entries")}" : "";
        var (names, isMany) = jewels is [var only] ? (only, false) : ($"{string.Join(", ", jewels.SkipLast(1))} and {jewels[^1]}", true);
        return $"{names} {Said(change, isMany ? "are" : "is", isMany ? "have" : "has")}{others}";
    }

    /// <summary>What has to fail on the new way; empty where none is new.</summary>
    public static string Suffices(DepthChange change) => change.New switch
    {
        [] => "",
        [[], ..] => "nothing has to fail now",
        [var set, ..] => $"now suffices: {string.Join(" + ", set)}{(change.New.Count > 1 ? $", or {(change.New.Count - 1).Of("other set")}" : "")}",
    };

    /// <summary>The step that was not possible before, as <c>Leave a privileged container: shop/web/web</c>; empty where there is none.</summary>
    public static string Turn(DepthChange change) => change.Turn is { } turn ? Step(turn) : "";

    /// <summary>A step of a way.</summary>
    public static string Step(DepthStep step) => step.On.Length > 0 ? $"{step.Title}: {step.On}" : step.Title;

    /// <summary>All of it in one sentence, for formats with one line for each.</summary>
    public static string Whole(DepthChange change) => string.Join("; ", new[] { Of([change.Jewel], change), Suffices(change), Turn(change), change.Turn?.Ends ?? "" }.Where(part => part.Length > 0));

    private static string Said(DepthChange change, string @is, string has) => change switch
    {
        { Effect: DepthEffect.Better, After: "" } => $"{@is} not here any more; {change.Before} had to fail",
        { Effect: DepthEffect.Better } when change.Before == change.After => $"{has} fewer ways from {change.Entry}: {change.After} must fail, as before",
        { Effect: DepthEffect.Better } => $"{@is} farther from {change.Entry}: {change.After} must fail, before {change.Before}",
        { Before: "", After: "0" } => $"{@is} new, and reached from {change.Entry}",
        { Before: "" } => $"{@is} new: {change.After} must fail on the way from {change.Entry}",
        { Effect: DepthEffect.Exchange } when change.Before == change.After => $"{@is} reached from {change.Entry} in other ways: {change.After} must fail, as before",
        { Fewer: > 0 } => $"{@is} reached from {change.Entry} with {(change.Fewer == 1 ? "one failure" : $"{change.Fewer} failures")} fewer: {change.After}, before {change.Before}",
        { Effect: DepthEffect.Exchange } => $"{@is} reached from {change.Entry} in other ways: {change.After} must fail, before {change.Before}",
        _ when change.Before == change.After => $"{@is} reached from {change.Entry} in a way that is new: {change.After} must fail, as before",
        _ => $"{@is} reached from {change.Entry} more easily: {change.After} must fail, before {change.Before}",
    };
}
