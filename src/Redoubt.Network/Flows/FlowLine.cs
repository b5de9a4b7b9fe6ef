using System.Text.Json;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Flows;

/// <summary>A line of a flow log of JSON objects: what Hubble exports, and what Calico writes.</summary>
internal static class FlowLine
{
    /// <summary>What a line says.</summary>
    /// <param name="line">The object.</param>
    /// <param name="flow">The connection.</param>
    /// <returns>Why the line is no connection that passed: of those that did not, or an answer; an empty text for one that did, null for an object of another form.</returns>
    public static string? Read(JsonElement line, out Flow flow)
    {
        flow = default;
        var hubble = Of(line, "flow") is { ValueKind: JsonValueKind.Object } inner ? inner : line;
        return Of(hubble, "l4").ValueKind == JsonValueKind.Object || Of(hubble, "verdict").ValueKind == JsonValueKind.String ? Hubble(hubble, out flow)
            : Of(line, "dest_port").ValueKind == JsonValueKind.Number ? Calico(line, out flow)
            : null;
    }

    private static string? Hubble(JsonElement flow, out Flow read)
    {
        read = default;
        if (Text(flow, "verdict") is not ("FORWARDED" or "REDIRECTED"))
        {
            return "did not pass";
        }

        var l4 = Of(flow, "l4");
        foreach (var protocol in Protocols.All)
        {
            var ports = Of(l4, Protocols.NameOf(protocol));
            if (ports.ValueKind == JsonValueKind.Object)
            {
                read = new Flow(HubbleEnd(flow, "source"), HubbleEnd(flow, "destination"), protocol, Number(ports, "destination_port"));
                return IsReply(flow) ? "are answers" : "";
            }
        }

        return "have no port";
    }

    private static bool IsReply(JsonElement flow) => Of(flow, "is_reply").ValueKind == JsonValueKind.True || Of(flow, "reply").ValueKind == JsonValueKind.True;

    private static FlowEnd HubbleEnd(JsonElement flow, string side)
    {
        var end = Of(flow, side);
        var owner = Of(end, "workloads") is { ValueKind: JsonValueKind.Array } workloads && workloads.GetArrayLength() > 0 ? Text(workloads[0], "name") : "";
        var place = "";
        foreach (var label in Of(end, "labels") is { ValueKind: JsonValueKind.Array } labels ? labels.EnumerateArray() : default)
        {
            if (label.ValueKind == JsonValueKind.String && label.GetString()!.StartsWith("reserved:", StringComparison.Ordinal))
            {
                place = label.GetString()![9..];
            }
        }

        return new FlowEnd(Text(end, "namespace"), Text(end, "pod_name"), owner, Text(Of(flow, "IP"), side), place);
    }

    private static string? Calico(JsonElement flow, out Flow read)
    {
        read = default;
        if (Text(flow, "action") is not "allow")
        {
            return "did not pass";
        }

        if (!Protocols.TryParse(Text(flow, "proto").ToUpperInvariant(), out var protocol))
        {
            return "have no port";
        }

        read = new Flow(CalicoEnd(flow, "source"), CalicoEnd(flow, "dest"), protocol, Number(flow, "dest_port"));
        return "";
    }

    // wep: a pod; hep: a node; net: addresses; ns: a set of addresses that has a name.
    private static FlowEnd CalicoEnd(JsonElement flow, string side)
    {
        var isPod = Text(flow, $"{side}_type") == "wep";
        var name = Text(flow, $"{side}_name") is { Length: > 1 } own ? own : Text(flow, $"{side}_name_aggr");
        return isPod ? new FlowEnd(Text(flow, $"{side}_namespace"), name, "", Text(flow, $"{side}_ip"), "")
            : new FlowEnd("", "", "", Text(flow, $"{side}_ip"), Text(flow, $"{side}_type") == "hep" ? "host" : "world");
    }

    private static JsonElement Of(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement element, string name) => Of(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static int Number(JsonElement element, string name) => Of(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : 0;
}
