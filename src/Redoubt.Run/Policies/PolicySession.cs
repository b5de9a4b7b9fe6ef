using Redoubt.Admission.CustomResources;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;

namespace Redoubt.Run.Policies;

/// <summary>Policies and objects as the command line names them, ready to be asked.</summary>
public sealed class PolicySession
{
    private static readonly GroupKind Namespaces = new("", "Namespace");
    private static readonly GroupKind Definitions = new("apiextensions.k8s.io", "CustomResourceDefinition");

    private PolicySession(
        PolicyInput input, IReadOnlyList<AdmissionRequest> requests, IReadOnlyList<JudgedResource> customResources, IReadOnlyList<string> problems)
    {
        (Judge, Evidence) = (input.Judge, input.Evidence);
        Requests = requests;
        CustomResources = customResources;
        Problems = problems;
    }

    /// <summary>The policies, ready to be asked.</summary>
    public AdmissionJudge Judge { get; }

    /// <summary>All that is given.</summary>
    public AdmissionEvidence Evidence { get; }

    /// <summary>A request for each object that is no policy.</summary>
    public IReadOnlyList<AdmissionRequest> Requests { get; }

    /// <summary>The objects whose definitions have rules, and those that they break.</summary>
    public IReadOnlyList<JudgedResource> CustomResources { get; }

    /// <summary>What could not be read: the objects among it; what is wrong with the policies is the judge's to say.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What whoever asks should know, such as a resource that could only be guessed.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Reads policies and objects.</summary>
    /// <param name="request">What is asked.</param>
    public static PolicySession Open(PolicyRequest request)
    {
        var problems = new List<string>();
        var rendering = Rendering(request);
        var resources = Collector.Collect(request.Resources, new CollectOptions { StandardInput = request.StandardInput, Render = rendering, Read = rendering?.Read ?? ReadOptions.Default });
        problems.AddRange(resources.Problems.Select(place => place.ToString()));
        Document[] objects = [.. resources.Documents];
        var input = PolicyInput.Read(request.Policies, request.Kubernetes, request.StandardInput, objects);
        Document[] judged = [.. objects.Where(document => !PolicySet.IsPolicy(document))];
        var definitions = input.Evidence.Platform.Of(Definitions);
        var rules = request.Operation == "DELETE" ? [] : CustomResourceRules.Judge(definitions, judged, input.Minor, isUpdate: request.Operation == "UPDATE");
        problems.AddRange([.. input.Problems, .. input.DefinitionProblems(cost: true)]);
        return new PolicySession(input, RequestsFor(judged, request.Operation, request.User, input.Evidence), [.. rules], problems)
        {
            Notes = [.. resources.Ledger.Where(entry => entry.Level == LedgerLevel.Note).Select(entry => entry.ToString()), .. input.Notes(), .. Guesses(judged, input.Evidence.Resources)],
        };
    }

    /// <summary>What is known beside the requests; in a test there is nothing else.</summary>
    /// <param name="documents">All that was given.</param>
    /// <param name="minor">The version of the API server.</param>
    public static AdmissionEvidence EvidenceOf(IReadOnlyList<Document> documents, int minor) => new()
    {
        Resources = new ApiResources(documents, minor),
        Platform = new PlatformBuilder().AddRange(documents).Build(),
        IsComplete = true,
    };

    /// <summary>A request for each document. Of a namespace that is not among the evidence nothing is known but its name.</summary>
    /// <param name="documents">The objects.</param>
    /// <param name="operation">What is to be done with them.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="evidence">What is known beside.</param>
    public static IReadOnlyList<AdmissionRequest> RequestsFor(IEnumerable<Document> documents, string operation, AdmissionUser user, AdmissionEvidence evidence)
    {
        var namespaces = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var document in evidence.Platform.Of(Namespaces))
        {
            namespaces[document.Name] = document.Root;
        }

        return
        [
            .. documents.Select(document => AdmissionRequest.For(document, operation, evidence.Resources, namespaces) with
            {
                User = user,
            }),
        ];
    }

    // Charts are told the version whose API server is asked.
    private static RenderOptions? Rendering(PolicyRequest request) => request.Rendering is { KubeVersion: "" } render
        ? render with { KubeVersion = request.Kubernetes ?? "", NewestVersion = TargetVersions.Newest }
        : request.Rendering;

    // Rules name resources, objects name kinds: without its definition a kind's resource can only be guessed.
    private static IEnumerable<string> Guesses(IEnumerable<Document> documents, ApiResources resources)
    {
        foreach (var kind in documents.GroupBy(document => (document.ApiVersion, document.Kind)))
        {
            var resource = resources.Of(kind.First(), out var isKnown);
            if (!isKnown)
            {
                var scope = resource.IsNamespaced ? "namespaced" : "of the whole cluster";
                yield return $"{kind.Key.ApiVersion} {kind.Key.Kind} is not known; taken as `{resource.Plural}`, {scope}; its CustomResourceDefinition would tell";
            }
        }
    }
}
