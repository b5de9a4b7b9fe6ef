using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>
/// One long list costs in proportion to its length, also where every element is a finding. Counted is memory: whatever is done for each pair of
/// elements makes something for each pair, and no clock is asked. What grows with the square takes four times; tables that double may take a little over two.
/// </summary>
public sealed class GrowthTests
{
    private const int Length = 150;
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

    [Theory]
    [MemberData(nameof(Lists))]
    public void Twice_the_elements_take_twice_the_memory(string what, string before, string element)
    {
        var (once, twice, fourTimes) = (Least(Length), Least(2 * Length), Least(4 * Length));
        var growth = (double)(fourTimes - twice) / (twice - once);

        Assert.True(growth < MostGrowth, $"{what}: {once:N0}, {twice:N0}, {fourTimes:N0} bytes");

        // What is made once for all takes memory only the first time.
        long Least(int count) => Enumerable.Range(0, 3).Min(_ => Memory(before, element, count));
    }

    private static long Memory(string before, string element, int count)
    {
        var closing = string.Concat(before.Where(unit => unit is '{' or '[' or '}' or ']').Aggregate(new Stack<char>(), (stack, unit) =>
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
        var text = before + string.Join(", ", Enumerable.Range(0, count).Select(number => element.Replace("#", number.ToString("D4"), StringComparison.Ordinal))) + closing;
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("long.yaml", text).Documents).Build();
        var already = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotEmpty(Judge.Judge(platform, TestContext.Current.CancellationToken).Findings);
        return GC.GetAllocatedBytesForCurrentThread() - already;
    }

    private static string Pod(string rest) => "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {" + rest;
}
