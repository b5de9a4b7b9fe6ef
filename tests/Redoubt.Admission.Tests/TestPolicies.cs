using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Admission.Tests.KubernetesCel;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Admission.Tests;

/// <summary>Asks policies that are written in a test.</summary>
internal static class TestPolicies
{
    /// <summary>A validating policy on deployments with this indented under <c>spec</c>, and a binding that denies.</summary>
    public static string Policy(string spec, string resources = "deployments", string group = "apps") => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: p}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: ["{{group}}"], apiVersions: [v1], operations: [CREATE, UPDATE], resources: ["{{resources}}"]}
        {{Indented(spec)}}
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: b}
        spec: {policyName: p, validationActions: [Deny]}
        """;

    public const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, labels: {team: a}}
        spec:
          replicas: 3
          template: {spec: {containers: [{name: web, image: nginx}]}}
        """;

    public static IReadOnlyList<Document> Documents(string text) => DocumentReader.Read("test.yaml", text).Documents;

    public static AdmissionJudge Judge(string policies, string evidence = "", int minor = 37)
    {
        var documents = Documents(policies).Concat(Documents(evidence)).ToArray();
        return new AdmissionJudge(PolicySet.Read(documents), Evidence(documents), minor);
    }

    public static AdmissionEvidence Evidence(IReadOnlyList<Document> documents) => new()
    {
        Resources = new ApiResources(documents, 37),
        Platform = new PlatformBuilder().AddRange(documents).Build(),
        IsComplete = true,
    };

    public static AdmissionRequest Request(string document, string operation = "CREATE") =>
        AdmissionRequest.For(Documents(document)[0], operation, new ApiResources([], 37)) with { AssumesBareNamespace = true };

    public static PolicyResult Ask(string policies, string document = Deployment, string evidence = "", string operation = "CREATE") =>
        Judge(policies, evidence).Ask(Request(document, operation)).Single();

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => "  " + line));
}
