using System.CommandLine;
using Redoubt.Admission.CustomResources;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Cli.Commands;

/// <summary>Policies and objects as the command line names them, ready to be asked.</summary>
internal sealed class PolicySession
{
    private static readonly string[] Operations = ["CREATE", "UPDATE", "DELETE"];
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

    public AdmissionJudge Judge { get; }

    /// <summary>All that is given.</summary>
    public AdmissionEvidence Evidence { get; }

    /// <summary>A request for each object that is no policy.</summary>
    public IReadOnlyList<AdmissionRequest> Requests { get; }

    /// <summary>The objects whose definitions have rules, and those that they break.</summary>
    public IReadOnlyList<JudgedResource> CustomResources { get; }

    /// <summary>What could not be read: the objects among it; what is wrong with the policies is the judge's to say.</summary>
    public IReadOnlyList<string> Problems { get; }

    public static PolicySession Open(ParseResult parsed, PolicyOptions options)
    {
        var problems = new List<string>();
        var operation = Operations[Math.Max(0, Choice.Read("--operation", parsed.GetValue(options.Operation), Operations, problems))];
        var resources = Collector.Collect(parsed.GetValue(options.Resources) ?? [], new CollectOptions { StandardInput = Console.OpenStandardInput() });
        problems.AddRange(resources.Problems.Select(place => place.ToString()));
        Document[] objects = [.. resources.Documents];
        var input = PolicyInput.Read(parsed.GetValue(options.Policies) ?? [], parsed.GetValue(options.Kubernetes), objects);
        var user = new AdmissionUser
        {
            Name = parsed.GetValue(options.User) ?? "",
            Groups = [.. parsed.GetValue(options.Group) ?? []],
            ClusterRoles = [.. parsed.GetValue(options.ClusterRole) ?? []],
        };
        Document[] judged = [.. objects.Where(document => !PolicySet.IsPolicy(document))];
        TellGuesses(judged, input.Evidence.Resources);
        var definitions = input.Evidence.Platform.Of(Definitions);
        var rules = operation == "DELETE" ? [] : CustomResourceRules.Judge(definitions, judged, input.Minor, isUpdate: operation == "UPDATE");
        problems.AddRange([.. input.Problems, .. input.DefinitionProblems(cost: true)]);
        return new PolicySession(input, RequestsFor(judged, operation, user, input.Evidence), [.. rules], problems);
    }

    /// <summary>What is known beside the requests; in a test there is nothing else.</summary>
    public static AdmissionEvidence EvidenceOf(IReadOnlyList<Document> documents, int minor) => new()
    {
        Resources = new ApiResources(documents, minor),
        Platform = new PlatformBuilder().AddRange(documents).Build(),
        IsComplete = true,
    };

    /// <summary>A request for each document. A namespace that is not among the evidence is taken to have no labels but its name.</summary>
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
                AssumesBareNamespace = true,
                User = user,
            }),
        ];
    }

    // Rules name resources, objects name kinds: without its definition a kind's resource can only be guessed.
    private static void TellGuesses(IEnumerable<Document> documents, ApiResources resources)
    {
        foreach (var kind in documents.GroupBy(document => (document.ApiVersion, document.Kind)))
        {
            var resource = resources.Of(kind.First(), out var isKnown);
            if (!isKnown)
            {
                var scope = resource.IsNamespaced ? "namespaced" : "of the whole cluster";
                Console.Error.WriteLine(PolicyInput.Plain(
                    $"redoubt: note: {kind.Key.ApiVersion} {kind.Key.Kind} is not known; taken as `{resource.Plural}`, {scope}; its CustomResourceDefinition would tell"));
            }
        }
    }

    /// <summary>Prints everything that is wrong; whether anything is.</summary>
    public bool TellProblems() => PolicyInput.Tell([.. Problems, .. Judge.Problems.Select(problem => problem.ToString())]);

    /// <summary>Of 1.33 it is 33.</summary>
    public static int ReadMinor(string? text, ICollection<string> problems)
    {
        if (string.IsNullOrEmpty(text))
        {
            return KubernetesVersion.NewestMinor;
        }

        if (!KubernetesVersion.TryParse(text, out var version) || version.Major != 1)
        {
            problems.Add($"`{text}` is no version of Kubernetes, such as `1.33`");
        }

        return version.Minor;
    }
}
