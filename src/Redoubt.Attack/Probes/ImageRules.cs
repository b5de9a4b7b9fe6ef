using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Attack.Probes;

/// <summary>
/// Rules that want images signed. Whether a signature holds is for the engine; whether such a rule judges a request at all is asked by a policy in its place
/// that has the same match and refuses everything: an image that the attacker made has no signature of anybody else.
/// </summary>
internal static class ImageRules
{
    private const string Refuse = "\"validations\":[{\"expression\":\"false\"}]";
    private static readonly GroupKind[] Kinds = [new("policies.kyverno.io", "ImageValidatingPolicy"), new("policies.kyverno.io", "NamespacedImageValidatingPolicy")];
    private static readonly GroupKind[] RuleKinds = [new("kyverno.io", "ClusterPolicy"), new("kyverno.io", "Policy")];

    /// <summary>The policies in their place.</summary>
    /// <param name="platform">The evidence.</param>
    public static IEnumerable<Document> StandIns(Platform platform)
    {
        foreach (var policy in Kinds.SelectMany(kind => platform.Of(kind)))
        {
            string[] kept = ["matchConstraints", "matchConditions", "failurePolicy", "validationActions"];
            yield return Read(policy, policy.Kind.Replace("ImageValidating", "Validating", StringComparison.Ordinal), $"{Fields(policy.Root["spec"], kept)}{Refuse}");
        }

        foreach (var policy in RuleKinds.SelectMany(kind => platform.Of(kind)))
        {
            foreach (var rule in policy.Root["spec"]["rules"].Items)
            {
                if (rule["verifyImages"].Exists)
                {
                    var refusing = $"{Fields(rule, ["name", "match", "exclude"])}\"validate\":{{\"message\":\"not signed\",\"cel\":{{\"expressions\":[{{\"expression\":\"false\"}}]}}}}";
                    yield return Read(policy, policy.Kind, $"{Fields(policy.Root["spec"], ["validationFailureAction", "failurePolicy"])}\"rules\":[{{{refusing}}}]");
                }
            }
        }
    }

    private static Document Read(Document policy, string kind, string spec) => DocumentReader.Read(
        policy.Origin.File,
        $"{{\"apiVersion\":\"{policy.ApiVersion}\",\"kind\":\"{kind}\",\"metadata\":{{{Fields(policy.Root["metadata"], ["name", "namespace"])}\"labels\":{{}}}},\"spec\":{{{spec}}}}}").Documents[0];

    private static string Fields(Node map, string[] names) =>
        string.Concat(names.Where(name => map[name].Exists).Select(name => $"\"{name}\":{NodeJson.Text(map[name])},"));
}
