using System.Text.Json;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>Fields of JSON that another program wrote: what is not there, is null or has another type reads as nothing.</summary>
internal static class JsonFields
{
    /// <summary>The value at a path of keys; null where there is none.</summary>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out var next))
            {
                return null;
            }

            element = next;
        }
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    /// <summary>The text at a path; empty where there is none.</summary>
    public static string Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>Whether the value at a path is true.</summary>
    public static bool IsTrue(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path) is { ValueKind: JsonValueKind.True };

    /// <summary>The whole number at a path; 0 where there is none.</summary>
    public static long Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;

    /// <summary>The elements of the list at a path.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>The texts in the list at a path.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Items(path).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);

    /// <summary>The members of the object at a path; of a key that stands twice the last.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).Select(group => group.Last())
            : Enumerable.Empty<JsonProperty>();
}
