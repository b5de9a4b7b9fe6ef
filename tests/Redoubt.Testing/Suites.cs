namespace Redoubt.Testing;

/// <summary>The data that tests need and the repository does not hold: what each is, and where it comes from. <c>docs/testing.md</c> has the same list.</summary>
public static class Suites
{
    private static readonly Dictionary<string, (string Variable, string What)> Known = new(StringComparer.Ordinal)
    {
        ["inputs"] = ("", "real manifests and charts, of GoogleCloudPlatform/microservices-demo, argoproj/argo-cd, kubernetes/ingress-nginx, prometheus-operator/kube-prometheus, prometheus-community/helm-charts, madhuakula/kubernetes-goat"),
        ["peers"] = ("", "ids and titles of the checks of kube-linter, Polaris, Trivy and Kubescape, of the projects' own lists"),
        ["cel"] = ("REDOUBT_CEL_SUITE", "CEL's conformance tests, of google/cel-spec (tests/simple/testdata)"),
        ["kubernetes-cel"] = ("REDOUBT_KUBERNETES_CEL_SUITE", "facts about CEL in Kubernetes, of kubernetes/apiserver 24a394e516bf and kubernetes/apiextensions-apiserver 1aa2717a552e"),
        ["kubernetes-cel-random"] = ("REDOUBT_CEL_RANDOM_SUITE", "random expressions with the answers of kubernetes/apiserver 1.37.2 and google/cel-go"),
        ["admission"] = ("REDOUBT_ADMISSION_SUITE", "admission policies with resources and verdicts, of kyverno/policies b9c4317ce022"),
        ["yaml"] = ("REDOUBT_YAML_SUITE", "what Kubernetes' YAML reader answers, of kubernetes-sigs/yaml aadfabb and yaml/yaml-test-suite 6ad3d2c"),
        ["pss"] = ("", "pods that each Pod Security level admits or refuses, of kubernetes/pod-security-admission (test/testdata)"),
        ["field"] = ("REDOUBT_FIELD_SUITE", "situations that people reported in public, made for Redoubt"),
        ["server"] = ("REDOUBT_SERVER_SUITE", "manifests with the answers of a kubernetes/kubernetes 1.37.2 API server"),
        ["api-server"] = ("REDOUBT_API_SERVER_SUITE", "exchanges with a kubernetes/kubernetes 1.37.2 API server, and commands of its kubectl"),
        ["typecheck"] = ("REDOUBT_TYPECHECK_SUITE", "admission policies with mistakes and the answers of a kubernetes/kubernetes 1.37.2 API server"),
        ["network"] = ("REDOUBT_NETWORK_SUITE", "platforms and the connections that an independent analyser found, of np-guard/netpol-analyzer"),
        ["network-packets"] = ("REDOUBT_PACKETS_SUITE", "packets and routes with their verdicts, of kubernetes-sigs/network-policy-api 0eec1b0, kubernetes-sigs/kube-network-policies 5f81cc3 and mattfenwick/cyclonus 12f646f, and made for Redoubt"),
        ["depth"] = ("REDOUBT_DEPTH_SUITE", "platforms over all four layers with every minimal failure set, made for Redoubt; bad pods of BishopFox/badPods"),
        ["nodes"] = ("REDOUBT_NODES_SUITE", "machines with owners and modes, and the verdicts of the CIS benchmarks, made for Redoubt"),
        ["access"] = ("REDOUBT_ACCESS_SUITE", "requests and who may make them, asked of a kubernetes/kubernetes 1.37.2 API server"),
    };

    /// <summary>The names of the suites.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>A suite's folder, whether it is there or not.</summary>
    /// <param name="name">The suite.</param>
    public static string Folder(string name) => name switch
    {
        "inputs" or "peers" => Path.Combine(TestFolders.Shared, Place(name)),
        _ => TestFolders.Suite(Known[name].Variable, name),
    };

    /// <summary>Where a suite lies in the folder of all.</summary>
    /// <param name="name">The suite.</param>
    public static string Place(string name) => name switch
    {
        "inputs" => name,
        "peers" => $"data/{name}",
        _ => $"suites/{name}",
    };

    /// <summary>Why a suite's tests are skipped, in one line; null if it is here.</summary>
    /// <param name="name">The suite.</param>
    public static string? Absence(string name) => Directory.Exists(Folder(name)) ? null : $"the suite `{name}` is not here: {Known[name].What}; docs/testing.md says how to lay it out";

    /// <summary>The rows of a theory over a suite; one that stands for them where the suite is not here, so that the theory can say so.</summary>
    /// <param name="name">The suite.</param>
    /// <param name="rows">Gives the rows.</param>
    public static IEnumerable<string> Rows(string name, Func<IEnumerable<string>> rows) => Absence(name) is null ? rows() : [$"suite {name}"];
}
