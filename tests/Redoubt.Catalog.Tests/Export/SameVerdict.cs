using Redoubt.Access.Defaults;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Catalog.Export;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;

namespace Redoubt.Catalog.Tests.Export;

/// <summary>Controls and the policies that they are exported as, asked about the same objects, one object at a time.</summary>
internal sealed class SameVerdict
{
    private readonly PlatformJudge _controls;
    private readonly AdmissionJudge _policies;
    private readonly ApiResources _resources;
    private readonly Dictionary<string, string> _names;
    private readonly int _minor;

    public SameVerdict(IReadOnlyList<Control> controls, int minor, IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Json)>> parameters)
    {
        _minor = minor;
        var options = new ExportOptions { KubernetesMinor = minor, Actions = [ExportAction.Deny], Parameters = parameters };
        var export = PolicyExporter.Export(Repository.Catalog, controls, options);
        _names = export.Policies.ToDictionary(policy => policy.Name, policy => policy.Control.Id);
        _controls = new PlatformJudge(
            Repository.Catalog, [.. export.Policies.Select(policy => policy.Control)], new JudgeOptions { KubernetesMinor = minor, Parameters = parameters, Threads = 1, TellsContext = false });
        _resources = new ApiResources([], minor);
        var written = DocumentReader.Read("policies.yaml", ExportText.Of(export, options)).Documents;
        _policies = new AdmissionJudge(PolicySet.Read(written), new AdmissionEvidence { Resources = _resources, Platform = new PlatformBuilder().Build(), IsComplete = true }, minor);
    }

    public int Policies => _names.Count;

    public int Compared { get; private set; }

    public long HighestCost { get; private set; }

    public IEnumerable<string> Problems => _policies.Problems.Select(problem => problem.ToString());

    /// <summary>Where a control and its policy disagree about a document, or tell different things.</summary>
    public IEnumerable<string> Disagreements(Document document)
    {
        if (!IsServed(document))
        {
            yield break;
        }

        var request = Request(document);
        var found = _controls.Judge(new PlatformBuilder().AddRange([document]).Build()).Findings.ToLookup(finding => finding.Control.Id);
        foreach (var result in _policies.Ask(request))
        {
            Compared++;
            HighestCost = Math.Max(HighestCost, result.Cost);
            var id = _names[result.Policy.Name];
            var control = found[id].Any();
            var policy = result.Verdict is PolicyVerdict.Fail or PolicyVerdict.Error or PolicyVerdict.Unknown;
            if (control != policy || result.Decisions.Any(decision => decision.IsError))
            {
                yield return $"{id} finds {found[id].Count()} places in {document.Key} ({document.Origin.File}), its policy: {result.Verdict} {result.Why} "
                    + string.Join("; ", result.Decisions.Select(decision => decision.Message));
            }
            else if (control && Told(found[id].Select(finding => finding.Message)) is var told && told != Told(result.Decisions.Single().Message.Split("; ")))
            {
                yield return $"{id} tells of {document.Key}: {told}\nits policy: {result.Decisions.Single().Message}";
            }
        }
    }

    /// <summary>Whether a policy refuses a document.</summary>
    public bool Denies(Document document) =>
        IsServed(document) && _policies.Ask(Request(document)).Any(result => result.Decisions.Any(decision => decision is { Verdict: PolicyVerdict.Fail, IsError: false }));

    // What the API server does not serve by itself, it does not ask these policies about: the pods that come of it it does.
    private bool IsServed(Document document) => FieldIndex.Default.TryKind(document.ApiVersion, document.Kind, out var kind) && kind.Served.At(_minor);

    // A manifest without a namespace is sent to some namespace, which the API server writes into it.
    private AdmissionRequest Request(Document document)
    {
        // Kubernetes' own objects are written by the API server itself, all others by somebody.
        var request = AdmissionRequest.For(document, "CREATE", _resources) with { User = new AdmissionUser { Name = DefaultRoles.IsOwn(document) ? "system:apiserver" : "somebody" } };
        return document.Root["metadata"]["namespace"].Exists || request.Namespace.Length == 0 ? request : request with { Namespace = "somewhere" };
    }

    // Findings come in the order of their places, messages in that of the lists.
    private static string Told(IEnumerable<string> messages) => string.Join("; ", messages.Order(StringComparer.Ordinal));
}
