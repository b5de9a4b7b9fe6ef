using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>
/// One long list costs in proportion to its length, also where every element is a finding, and so do many objects that name one another. Counted is memory: whatever is done for each pair of
/// elements makes something for each pair, and no clock is asked. What grows with the square takes four times; tables that double may take a little over two.
/// </summary>
public sealed class GrowthTests
{
    private const int Length = 150;
    private const int Objects = 40;
    private const double MostGrowth = 3;

    private static readonly PlatformJudge Judge = new(
        Repository.Catalog, Repository.Catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Threads = 1 });

    public static TheoryData<string, string, string> Lists => new()
    {
        { "containers", Pod("containers: ["), "{name: c#, image: 'registry.example/c:latest', securityContext: {privileged: true}, env: [{name: PASSWORD, value: hunter2#}]}" },
        { "volumes", Pod("containers: [{name: a, image: x}], volumes: ["), "{name: v#, hostPath: {path: /etc/v#}}" },
        { "environment", Pod("containers: [{name: a, image: x, env: ["), "{name: PASSWORD_#, value: hunter2#}" },
        { "rules of a role", "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}, rules: [", "{apiGroups: ['g#'], resources: ['*'], verbs: ['*']}" },
        { "subjects", "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}, subjects: [", "{kind: User, apiGroup: rbac.authorization.k8s.io, name: u#}" },
        { "hosts of an Ingress", "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i, namespace: shop}, spec: {rules: [", "{host: h#.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: s#, port: {number: 80}}}}]}}" },
        { "validations", "{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {name: p}, spec: {validations: [", "{expression: 'object.x# =='}" },
    };

    /// <summary>Objects that a platform has many of, each with those that it names or is named by; all share one label, so that an index by it would be none. What policies of the network do to one another is bounded by itself.</summary>
    public static TheoryData<string, string> Platforms => new()
    {
        { "namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: n#}}\n---\n" + Workload("n#", "default") },
        { "workloads and their Services", Workload("shop", "default") + "\n---\n" + Service },
        { "accounts", "{apiVersion: v1, kind: ServiceAccount, metadata: {name: a#, namespace: shop}}\n---\n" + Binding + "\n---\n" + Workload("shop", "a#") },
        { "roles", "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: r#, namespace: shop}, rules: [{apiGroups: [''], resources: [secrets], verbs: [get]}]}\n---\n" + Binding },
        { "Ingresses", Service + "\n---\n{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i#, namespace: shop}, spec: {rules: [{host: h#.example, http: {paths: [{path: /, pathType: Prefix, "
            + "backend: {service: {name: s#, port: {number: 80}}}}]}}]}}" },
        { "admission policies", "{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {name: p#.example}, spec: {matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], "
            + "operations: [CREATE], resources: [pods]}]}, validations: [{expression: 'object.metadata.name != \"a#\"'}]}}\n---\n{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicyBinding, "
            + "metadata: {name: b#}, spec: {policyName: p#.example, validationActions: [Deny]}}" },
        { "definitions", "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: xs.g#.example}, spec: {group: g#.example, scope: Namespaced, names: {plural: xs, singular: x, kind: X}, "
            + "versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]}}\n---\n{apiVersion: g#.example/v1, kind: X, metadata: {name: x, namespace: shop}}\n---\n" + Workload("shop", "default") },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Twice_the_elements_take_twice_the_memory(string what, string before, string element) =>
        GrowsInProportion(what, Length, count => before + string.Join(", ", Repeated(element, count)) + Closing(before));

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Twice_the_objects_take_twice_the_memory(string what, string part) => GrowsInProportion(what, Objects, count => string.Join("\n---\n", Repeated(part, count)));

    private static void GrowsInProportion(string what, int count, Func<int, string> text)
    {
        var (once, twice, fourTimes) = (Least(count), Least(2 * count), Least(4 * count));
        var growth = (double)(fourTimes - twice) / (twice - once);

        Assert.True(growth < MostGrowth, $"{what}: {once:N0}, {twice:N0}, {fourTimes:N0} bytes");

        // What is made once for all takes memory only the first time.
        long Least(int times) => Enumerable.Range(0, 3).Min(_ => Memory(text(times)));
    }

    private static IEnumerable<string> Repeated(string part, int count) => Enumerable.Range(0, count).Select(number => part.Replace("#", number.ToString("D4"), StringComparison.Ordinal));

    private static string Closing(string before) =>
        string.Concat(before.Where(unit => unit is '{' or '[' or '}' or ']').Aggregate(new Stack<char>(), (stack, unit) =>
        {
            if (unit is '{' or '[')
            {
                stack.Push(unit == '{' ? '}' : ']');
            }
            else
            {
                stack.Pop();
            }

            return stack;
        }));

    private static long Memory(string text)
    {
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("long.yaml", text).Documents).Build();
        var already = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotEmpty(Judge.Judge(platform, TestContext.Current.CancellationToken).Findings);
        return GC.GetAllocatedBytesForCurrentThread() - already;
    }

    private const string Service = "{apiVersion: v1, kind: Service, metadata: {name: s#, namespace: shop}, spec: {selector: {part-of: shop, app: a#}, ports: [{port: 80}]}}";

    private const string Binding = "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: b#, namespace: shop}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r#}, "
        + "subjects: [{kind: ServiceAccount, name: a#, namespace: shop}]}";

    private static string Workload(string ns, string account) => $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: d#, namespace: {ns}}}, spec: {{selector: {{matchLabels: {{part-of: shop, app: a#}}}}, "
        + $"template: {{metadata: {{labels: {{part-of: shop, app: a#}}}}, spec: {{serviceAccountName: {account}, containers: [{{name: c, image: 'registry.example/c:1'}}]}}}}}}}}";

    private static string Pod(string rest) => "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {" + rest;
}
