using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>The containers of an engine in one order, whoever told them.</summary>
internal static class EngineContainers
{
    private const string Reason = "unknown";

    /// <summary>A container of which only the identity is known, and why.</summary>
    public static JsonObject Unknown(string id, string reason) => new() { ["id"] = id, [Reason] = reason };

    /// <summary>Fills <c>containers</c> with those that run, and <c>stopped</c>, both by name and identity.</summary>
    public static void Set(EvidenceDraft draft, List<JsonObject> running, List<JsonObject> stopped)
    {
        Set(draft, "containers", running);
        Set(draft, "stopped", stopped);
    }

    private static void Set(EvidenceDraft draft, string field, List<JsonObject> containers)
    {
        var sorted = containers.OrderBy(container => container["name"]?.GetValue<string>() ?? "", StringComparer.Ordinal).ThenBy(container => container["id"]!.GetValue<string>(), StringComparer.Ordinal).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i][Reason] is { } reason)
            {
                draft.Unknown($"{field}[{i}]", reason.GetValue<string>());
                sorted[i].Remove(Reason);
            }
        }

        draft.Facts[field] = new JsonArray([.. sorted]);
    }
}
