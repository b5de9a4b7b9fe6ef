using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;

namespace Redoubt.ApiServer.Lists;

/// <summary>Which objects are asked for, by labels and by fields.</summary>
internal sealed class Selector
{
    private static readonly Dictionary<string, string[]> MoreFields = new(StringComparer.Ordinal)
    {
        ["pods"] = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName"],
        ["events"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion",
            "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
        ["namespaces"] = ["status.phase"],
        ["nodes"] = ["spec.unschedulable"],
        ["secrets"] = ["type"],
        ["services"] = ["spec.clusterIP", "spec.type"],
        ["jobs"] = ["status.successful"],
        ["certificatesigningrequests"] = ["spec.signerName"],
        ["replicationcontrollers"] = ["status.replicas"],
        ["replicasets"] = ["status.replicas"],
    };

    private readonly List<Func<JsonObject, bool>> _needs = [];

    /// <summary>Whether all objects fit.</summary>
    public bool IsEverything => _needs.Count == 0;

    /// <summary>Whether an object fits.</summary>
    public bool Fits(JsonObject value) => _needs.TrueForAll(need => need(value));

    /// <summary>Reads both selectors of a request.</summary>
    public static Selector Read(string labels, string fields, string resource)
    {
        var selector = new Selector();
        foreach (var need in new LabelSelectorText(labels).Read())
        {
            selector._needs.Add(value => need((value["metadata"] as JsonObject)?["labels"] as JsonObject));
        }

        foreach (var part in fields.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            selector._needs.Add(Field(part, resource));
        }

        return selector;
    }

    private static Func<JsonObject, bool> Field(string part, string resource)
    {
        var isNot = part.Contains("!=", StringComparison.Ordinal);
        var sign = isNot ? "!=" : part.Contains("==", StringComparison.Ordinal) ? "==" : "=";
        var at = part.IndexOf(sign, StringComparison.Ordinal);
        if (at < 0)
        {
            throw RefusalException.BadRequest($"invalid selector: '{part}'; can't understand '{part}'");
        }

        var (path, value) = (part[..at], part[(at + sign.Length)..]);
        if (path is not ("metadata.name" or "metadata.namespace") && !MoreFields.GetValueOrDefault(resource, []).Contains(path))
        {
            throw RefusalException.BadRequest(MoreFields.ContainsKey(resource)
                ? $"field label not supported: {path}"
                : $"\"{path}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        }

        return one => (Text(one, path.Split('.')) == value) != isNot;
    }

    private static string Text(JsonNode? at, string[] path)
    {
        foreach (var step in path)
        {
            at = (at as JsonObject)?[step];
        }

        return at?.ToString() ?? "";
    }
}
