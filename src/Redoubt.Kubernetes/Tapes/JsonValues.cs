using System.Text.Json;
using Redoubt.Cel;

namespace Redoubt.Kubernetes.Tapes;

/// <summary>JSON as plain CEL values: integers are int, other numbers double.</summary>
public static class JsonValues
{
    /// <summary>Reads a text.</summary>
    /// <param name="json">Valid JSON.</param>
    public static CelValue Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    private static CelValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => CelValue.True,
        JsonValueKind.False => CelValue.False,
        JsonValueKind.Number => element.TryGetInt64(out var number) ? CelValue.Int(number) : CelValue.Double(element.GetDouble()),
        JsonValueKind.String => CelValue.String(element.GetString()!),
        JsonValueKind.Array => CelValue.List([.. element.EnumerateArray().Select(Of)]),
        JsonValueKind.Object => CelValue.Map([.. element.EnumerateObject().Select(field => (field.Name, Of(field.Value)))]),
        _ => CelValue.Null,
    };
}
