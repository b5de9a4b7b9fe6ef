using System.Text.Json.Nodes;
using Redoubt.Evidence;

namespace Redoubt.Collect.Machines.Components;

/// <summary>An audit policy (audit.k8s.io/v1): for each rule whether a request can come as far as it, for the first rule that fits a request decides.</summary>
internal static class AuditPolicy
{
    private static readonly string[] Selectors = ["users", "userGroups", "verbs", "resources", "namespaces", "nonResourceURLs"];
    private static readonly string[] Stages = ["RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"];

    /// <summary>What it says.</summary>
    public static JsonObject Read(Node root)
    {
        var omitted = Texts(root["omitStages"]).ToHashSet();
        var rules = new JsonArray();
        var isReached = true;
        foreach (var rule in root["rules"].AllItems())
        {
            var json = rule.Only(["level", "omitStages", .. Selectors]);
            json["isReached"] = isReached;
            json["logs"] = isReached && !rule["level"].Is("None") && Stages.Except(omitted.Concat(Texts(rule["omitStages"]))).Any();
            rules.Add((JsonNode)json);
            isReached &= Selectors.Any(selector => rule[selector].Count > 0);
        }
        return new JsonObject { ["omitStages"] = root["omitStages"].ToJson(), ["rules"] = rules };
    }

    private static IEnumerable<string> Texts(Node list) => list.AllItems().Select(item => item.AsString() ?? "");
}
