using Redoubt.Attack.Probes;
using Redoubt.Attack.Things;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Attack.Tests.Probes;

public sealed class AdmissionProbesTests
{
    private const string Binding = """
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: { name: nothing }
        spec: { policyName: nothing, validationActions: [Deny] }
        """;

    [Fact]
    public void A_policy_in_force_refuses_what_an_attacker_would_create() => Assert.Contains("kube-apiserver", Refusing(Policy("Fail", "object.spec.containers.all(c, false)") + Binding));

    [Theory]
    [InlineData("fail", "object.spec.containers.all(c, false)", Binding)]
    [InlineData("Fail", "object.spec.container.all(c, false", Binding)]
    [InlineData("Fail", "object.spec.containers.all(c, false)", "")]
    [InlineData("Ignore", "object.spec.containers.all(c, false)", Binding)]
    public void A_policy_that_the_server_refuses_or_nobody_binds_or_that_fails_open_stops_nobody(string failurePolicy, string expression, string binding) =>
        Assert.Empty(Refusing(Policy(failurePolicy, expression) + binding));

    private static IReadOnlyList<string> Refusing(string policies)
    {
        var platform = new PlatformBuilder().AddRange(DocumentReader.Read("policies.yaml", policies + "\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n").Documents).Build();
        var probes = new AdmissionProbes(new Inventory(platform, 37, []));
        return [.. Probe.All.Where(probe => probe.Purpose != "unsigned-image").SelectMany(probe => probes.Refusing(probe, "shop")).Distinct()];
    }

    private static string Policy(string failurePolicy, string expression) => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: { name: nothing }
        spec:
          failurePolicy: {{failurePolicy}}
          matchConstraints:
            resourceRules:
            - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }
          validations:
          - expression: "{{expression}}"

        """;
}
