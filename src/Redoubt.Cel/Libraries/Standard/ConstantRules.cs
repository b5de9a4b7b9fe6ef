using Redoubt.Cel.Re2;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Libraries.Standard;

/// <summary>What the standard library's functions ask of constants (cel-go's validators).</summary>
internal static class ConstantRules
{
    public static IReadOnlyList<CelConstantRule> All { get; } =
    [
        new("duration", 0, CelStage.Check, static value => Unreadable(value, CelType.Duration, "invalid duration argument")),
        new("timestamp", 0, CelStage.Check, static value => Unreadable(value, CelType.Timestamp, "invalid timestamp argument")),
        new("matches", 0, CelStage.Check, static value =>
            value.Kind == CelKind.String && !Re2Patterns.TryGet(value.AsString(), out _, out _) ? "invalid matches argument" : null),
    ];

    private static string? Unreadable(in CelValue value, CelType type, string message)
    {
        var read = value.Kind != CelKind.String ? value : type == CelType.Duration ? Conversion.ToDuration(value) : Conversion.ToTimestamp(value);
        return read.Kind == CelKind.Error ? message : null;
    }
}
