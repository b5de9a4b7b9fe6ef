using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Objects;

/// <summary>Whole numbers in JSON, whatever type of number they were written with.</summary>
internal static class Number
{
    /// <summary>The number; null if there is none.</summary>
    public static long? Of(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
