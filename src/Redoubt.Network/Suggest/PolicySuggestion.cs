using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Suggest;

/// <summary>
/// The policies that let through what is needed and nothing else, with the proof: the engine's answers on the platform that has them, beside what was asked for.
/// </summary>
public sealed class PolicySuggestion
{
    private static readonly GroupKind NetworkPolicy = new("networking.k8s.io", "NetworkPolicy");

    private PolicySuggestion(IReadOnlyList<Need> needs, string manifests, Reachability after, SuggestionProof alone, SuggestionProof together, IReadOnlyList<Cut>? cuts)
    {
        Needs = needs;
        Manifests = manifests;
        After = after;
        Closed = alone.Closed;
        Open = alone.Open;
        OpenByOthers = [.. together.Open.Except(alone.Open)];
        Cuts = cuts;
    }

    /// <summary>What is asked for, of the pods that got a policy.</summary>
    public IReadOnlyList<Need> Needs { get; }

    /// <summary>The policies, as YAML to apply.</summary>
    public string Manifests { get; }

    /// <summary>The platform with them.</summary>
    public Reachability After { get; }

    /// <summary>What is asked for, and still does not pass: a policy of another kind denies it.</summary>
    public IReadOnlyList<string> Closed { get; }

    /// <summary>What passes, and was not asked for, by the suggested policies themselves: pods that no label tells apart. Without any, the set is exact.</summary>
    public IReadOnlyList<string> Open { get; }

    /// <summary>What passes, and was not asked for, by policies that were there before.</summary>
    public IReadOnlyList<string> OpenByOthers { get; }

    /// <summary>What passes today and would no more; null where the platform is too large to compare.</summary>
    public IReadOnlyList<Cut>? Cuts { get; }

    /// <summary>NetworkPolicies of before that are for the same pods: they stay, and let through what they let through.</summary>
    public IReadOnlyList<Policy> Others { get; private init; } = [];

    /// <summary>Pods that no policy can be written for, and what labels do not tell apart.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The policies for what is needed.</summary>
    /// <param name="reachability">The platform.</param>
    /// <param name="needs">What is needed.</param>
    /// <param name="ns">Only for the pods of this namespace; null for all.</param>
    /// <param name="hasBaseline">Whether a baseline for pods that come later is wanted too.</param>
    public static PolicySuggestion Of(Reachability reachability, IReadOnlyList<Need> needs, string? ns = null, bool hasBaseline = false)
    {
        ArgumentNullException.ThrowIfNull(reachability);
        ArgumentNullException.ThrowIfNull(needs);
        var all = new PolicySubjects(reachability);
        PolicySubject[] meant = [.. all.All.Where(subject => ns is null || subject.Namespace == ns)];
        PolicySubject[] subjects = [.. meant.Where(subject => subject.Labels.Count > 0)];
        Need[] asked = [.. needs.Where(need => IsNamed(need.From, all) && IsNamed(need.To, all))];
        asked = [.. asked, .. Names(reachability, subjects, asked)];
        var manifests = SuggestedPolicies.Yaml(subjects, all, asked) + (hasBaseline && subjects.Length > 0 ? BaselinePolicy.Yaml(subjects.Select(subject => subject.Namespace).Distinct()) : "");
        var documents = DocumentReader.Read("suggested.yaml", manifests).Documents;
        var together = reachability.With(documents);
        var own = documents.Select(document => document.Key).ToHashSet();
        Policy[] others = [.. together.Policies.Where(policy => policy.Document.Key.Kind == NetworkPolicy && !own.Contains(policy.Document.Key))];
        var alone = others.Length == 0 ? together : together.Without([.. others.Select(policy => policy.Document.Key)]);
        var proof = new SuggestionProof(alone, subjects, asked);
        return new PolicySuggestion(
            asked, manifests, together, proof, others.Length == 0 ? proof : new SuggestionProof(together, subjects, asked), Suggest.Cuts.Of(reachability, together, subjects))
        {
            Others = [.. others.Where(policy => ns is null || policy.Document.Namespace == ns)],
            Notes = [.. Unselectable(meant), .. subjects.Where(subject => subject.AlsoSelects.Count > 0).Select(subject => $"the labels of {subject.Name} are also those of {string.Join(", ", subject.AlsoSelects.Take(5))}: what one of them needs, all may")],
        };
    }

    // A peer without labels cannot be named: what it needs is told with it, and not asked for.
    private static bool IsNamed(NeedPeer peer, PolicySubjects all) => peer is not NeedPeer.Workload workload || all.Find(workload.Name) is { Labels.Count: > 0 };

    private static IEnumerable<string> Unselectable(IEnumerable<PolicySubject> meant) =>
        meant.Where(subject => subject.Labels.Count == 0).Select(subject => $"{subject.Name} has no label that stays, so that no policy can be for it alone: give it one; what it needs is not let through");

    // Whoever asks others by name asks the cluster's DNS first.
    private static IEnumerable<Need> Names(Reachability reachability, IReadOnlyList<PolicySubject> subjects, Need[] asked)
    {
        var asks = asked.Select(need => need.From).ToHashSet();
        var dns = reachability.Platform.Find(new ObjectKey(new GroupKind("", "Service"), "kube-system", "kube-dns")).SelectMany(reachability.BackendsOf)
            .SelectMany(target => NeedList.PeersOf(target.End)).Distinct().ToArray();
        var servers = dns.Length > 0 ? dns : [new NeedPeer.Labelled("kube-system", "k8s-app", "kube-dns")];
        var ports = PortSet.Of(new PortRange(Protocol.Udp, 53, 53), new PortRange(Protocol.Tcp, 53, 53));
        return from subject in subjects
               let self = new NeedPeer.Workload(subject.Name)
               where asks.Contains(self)
               from server in servers
               where server != self
               select new Need(self, server, ports, "names are asked of the cluster's DNS");
    }
}
