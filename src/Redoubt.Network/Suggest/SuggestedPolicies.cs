using System.Text;
using Redoubt.Evidence.Write;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Suggest;

/// <summary>Needs as NetworkPolicies: one for each owner of pods, a rule for each other side, above each rule why it is there.</summary>
internal static class SuggestedPolicies
{
    private const int MostReasons = 4;

    /// <summary>The policies as YAML.</summary>
    /// <param name="subjects">Whom they are for.</param>
    /// <param name="all">All owners of pods, by name.</param>
    /// <param name="needs">What they let through.</param>
    public static string Yaml(IEnumerable<PolicySubject> subjects, PolicySubjects all, IReadOnlyList<Need> needs)
    {
        var into = needs.ToLookup(need => need.To);
        var from = needs.ToLookup(need => need.From);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var subject in subjects)
        {
            var self = new NeedPeer.Workload(subject.Name);
            var name = names.Add($"{subject.Namespace}/{subject.PolicyName}") ? subject.PolicyName : $"{subject.PolicyName}-{subject.Name[(subject.Name.LastIndexOf('[') + 1)..^1].ToLowerInvariant()}";
            text.Append("---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ").Append(YamlScalar.Of(name)).Append("\n  namespace: ").Append(YamlScalar.Of(subject.Namespace))
                .Append("\nspec:\n  podSelector:\n    matchLabels: ").Append(Labels(subject.Labels)).Append("\n  policyTypes: [Ingress, Egress]\n");
            Rules(text, "ingress", "from", all, into[self].Where(need => need.From != self || !IsAlone(subject)).GroupBy(need => need.From));
            Rules(text, "egress", "to", all, from[self].Where(need => need.To != self || !IsAlone(subject)).GroupBy(need => need.To));
        }

        return text.ToString();
    }

    private static bool IsAlone(PolicySubject subject) => subject.Ends is [{ IsSingle: true }];

    private static void Rules(StringBuilder text, string direction, string side, PolicySubjects all, IEnumerable<IGrouping<NeedPeer, Need>> groups)
    {
        var count = 0;
        foreach (var group in groups.OrderBy(group => $"{group.Key}", StringComparer.Ordinal))
        {
            text.Append(count++ == 0 ? $"  {direction}:\n" : "");
            var reasons = group.Select(need => need.Place.Length > 0 ? $"{need.Reason} ({need.Place})" : need.Reason).Distinct().ToArray();
            foreach (var reason in reasons.Take(MostReasons))
            {
                text.Append("    # ").Append(OnOneLine(reason)).Append('\n');
            }

            text.Append(reasons.Length > MostReasons ? $"    # and {reasons.Length - MostReasons} more\n" : "");
            var ports = group.Aggregate(PortSet.None, (sum, need) => sum.Union(need.Ports));
            var peer = Peer(group.Key, all);
            text.Append("    - ").Append(peer.Length > 0 ? $"{side}:\n{peer}" : "");
            text.Append(ports.IsAll ? peer.Length > 0 ? "" : "{}\n" : $"{(peer.Length > 0 ? "      " : "")}ports:\n");
            foreach (var range in ports.IsAll ? [] : ports.Ranges)
            {
                text.Append("        - {protocol: ").Append(Protocols.NameOf(range.Protocol));
                text.Append(range.IsWhole ? "" : range.First == range.Last ? $", port: {range.First}" : $", port: {range.First}, endPort: {range.Last}").Append("}\n");
            }
        }

        text.Append(count == 0 ? $"  {direction}: []\n" : "");
    }

    // Empty for everybody.
    private static string Peer(NeedPeer peer, PolicySubjects all) => peer switch
    {
        NeedPeer.Workload { Name: var name } when all.Find(name) is { } other => Pods(other.Namespace, other.Labels),
        NeedPeer.Labelled other => Pods(other.Namespace, [(other.Key, other.Value)]),
        NeedPeer.EveryPod => "        - namespaceSelector: {}\n",
        NeedPeer.Addresses block => $"        - ipBlock:\n            cidr: {YamlScalar.Of(block.Cidr)}\n{(block.IsPublicOnly ? $"            except: [{string.Join(", ", block.Except.Select(YamlScalar.Of))}]\n" : "")}",
        _ => "",
    };

    private static string Pods(string ns, IReadOnlyList<(string Key, string Value)> labels) =>
        $"        - namespaceSelector:\n            matchLabels: {Labels([(NamespaceEntry.NameLabel, ns)])}\n          podSelector:\n            matchLabels: {Labels(labels)}\n";

    private static string Labels(IReadOnlyList<(string Key, string Value)> labels) =>
        $"{{{string.Join(", ", labels.Select(label => $"{YamlScalar.Of(label.Key)}: {YamlScalar.Of(label.Value)}"))}}}";

    private static string OnOneLine(string text) => string.Create(text.Length, text, (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
        }
    });
}
