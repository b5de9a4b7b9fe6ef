using System.Text.Json;

namespace Redoubt.Kubernetes.Tests.RandomExpressions;

/// <summary>An expression, and what Kubernetes' own code makes of it. The suite's README explains the fields.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Result"><c>parse-error</c>, <c>compile-error</c>, <c>error</c> or <c>value</c>.</param>
/// <param name="Type">The checked type.</param>
/// <param name="Value">The value as text (<see cref="ValueText"/>); empty for an error.</param>
/// <param name="Cost">The cost at run time; null for an error.</param>
/// <param name="Least">The least by the estimate.</param>
/// <param name="Most">The most by the estimate.</param>
internal sealed record RandomRow(string Expression, string Result, string Type, string Value, long? Cost, ulong Least, ulong Most)
{
    public static IEnumerable<RandomRow> Read(string path) => File.ReadLines(path).Select(line =>
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        return new RandomRow(
            row.GetProperty("expr").GetString()!,
            row.GetProperty("result").GetString()!,
            Text(row, "type"),
            Text(row, "value"),
            row.TryGetProperty("cost", out var cost) ? cost.GetInt64() : null,
            row.TryGetProperty("min", out var least) ? least.GetUInt64() : 0,
            row.TryGetProperty("max", out var most) ? most.GetUInt64() : 0);
    });

    private static string Text(JsonElement row, string field) => row.TryGetProperty(field, out var value) ? value.GetString()! : "";
}
