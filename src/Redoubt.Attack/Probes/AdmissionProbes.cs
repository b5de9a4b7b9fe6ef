using Redoubt.Admission.Compile;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Attack.Relations;
using Redoubt.Attack.Things;
using Redoubt.Evidence;

namespace Redoubt.Attack.Probes;

/// <summary>
/// What admission would refuse of what an attacker would create, found by asking the policies in the evidence about just that, never by their names or
/// labels. An engine that lets requests through when it fails is none, and neither is a policy that the API server refuses or that nothing binds. Immutable.
/// </summary>
internal sealed class AdmissionProbes
{
    private static readonly GroupKind NamespaceKind = new("", "Namespace");
    private readonly Inventory _inventory;
    private readonly ApiResources _resources;
    private readonly Dictionary<(Probe Probe, string Namespace), IReadOnlyList<string>> _refusing = [];

    public AdmissionProbes(Inventory inventory)
    {
        _inventory = inventory;
        var platform = inventory.Platform;
        _resources = new ApiResources(platform.Documents, inventory.Minor);
        Ask(JudgeOf(platform.Documents.Where(PolicySet.IsPolicy)), probe => probe.Purpose != "unsigned-image");
        Ask(JudgeOf(ImageRules.StandIns(platform)), probe => probe.Purpose == "unsigned-image");
    }

    /// <summary>The engines that would refuse something in a namespace.</summary>
    public IEnumerable<(string Engine, string Namespace)> Judging =>
        _refusing.SelectMany(pair => pair.Value.Select(engine => (engine, pair.Key.Namespace))).Distinct().OrderBy(pair => pair.Namespace, StringComparer.Ordinal);

    /// <summary>The engines that would refuse a probe in a namespace.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="ns">The namespace.</param>
    public IReadOnlyList<string> Refusing(Probe probe, string ns) => _refusing.GetValueOrDefault((probe, ns), []);

    /// <summary>The containers that an engine consists of.</summary>
    /// <param name="engine">The engine.</param>
    public IEnumerable<ContainerThing> PartsOf(string engine) =>
        _inventory.Pods.SelectMany(pod => pod.Containers).Where(container => container.Runs && container.Repository.Contains(engine, StringComparison.Ordinal));

    /// <summary>The level that Pod Security enforces in a namespace, by its label.</summary>
    /// <param name="ns">The namespace.</param>
    public string LevelOf(string ns) =>
        SpaceOf(ns)["metadata"]["labels"]["pod-security.kubernetes.io/enforce"].AsString() is { } level && level is "baseline" or "restricted" ? level : "privileged";

    private AdmissionJudge? JudgeOf(IEnumerable<Document> policies)
    {
        var faults = new PolicyFaults();
        var taken = policies.Where(policy => !policy.IsSent || !faults.WhyRefused(policy, _inventory.Minor).Any());
        var judge = new AdmissionJudge(PolicySet.Read(taken), new AdmissionEvidence { Resources = _resources, Platform = _inventory.Platform }, _inventory.Minor);
        return judge.Policies.Any() ? judge : null;
    }

    private void Ask(AdmissionJudge? judge, Func<Probe, bool> isMeant)
    {
        foreach (var ns in judge is null ? [] : _inventory.Namespaces.Append(NamespaceRelations.New))
        {
            foreach (var probe in Probe.All.Where(isMeant))
            {
                _refusing.Add((probe, ns), Refusing(judge!, probe.In(ns, _resources, SpaceOf(ns))));
            }
        }
    }

    private static IReadOnlyList<string> Refusing(AdmissionJudge judge, AdmissionRequest request) =>
    [
        .. judge.Ask(request).Where(result => result.IsDenied && result.Binding is not null && !result.Policy.FailsOpen).Select(result => EngineOf(result.Policy)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private Node SpaceOf(string ns) => _inventory.Platform.Find(new ObjectKey(NamespaceKind, "", ns)) is [var document, ..] ? document.Root : default;

    private static string EngineOf(AdmissionPolicy policy) => policy.Document.Group.EndsWith("kyverno.io", StringComparison.Ordinal) ? "kyverno" : "kube-apiserver";
}
