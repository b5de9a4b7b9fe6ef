using System.Collections.Immutable;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;

namespace Redoubt.Admission.Tests;

/// <summary>A law: the index leaves out no policy that the matcher, which looks at each, finds to be about a request.</summary>
public sealed class PolicyIndexTests
{
    private static readonly string[] Groups = ["", "apps", "autoscaling", "events.k8s.io", "*"];
    private static readonly string[] Versions = ["v1", "v1beta1", "v2", "*"];
    private static readonly ImmutableArray<string>[] Operations = [["*"], ["UPDATE", "DELETE"], ["CREATE"]];
    private static readonly string[] Plurals = ["pods", "deployments", "deployments/scale", "horizontalpodautoscalers", "events", "*", "*/*", "*/scale"];

    private static readonly ImmutableArray<PolicyScope> Scopes =
    [
        new MatchResources(),
        new KyvernoScope(),
        .. from one in Rules() from other in Rules().Take(9) from isEquivalent in (bool[])[true, false]
           select new MatchResources { Rules = [one, other], IsEquivalent = isEquivalent },
    ];

    [Theory]
    [InlineData(TestPolicies.Deployment)]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}}")]
    [InlineData("{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a, namespace: shop}}")]
    [InlineData("{apiVersion: v1, kind: Event, metadata: {name: a, namespace: shop}}")]
    public void The_index_leaves_out_no_policy_that_is_about_a_request(string document)
    {
        var resources = new ApiResources([], 37);
        var matcher = new ScopeMatcher(resources);
        var request = TestPolicies.Request(document);

        var may = new PolicyIndex(Scopes).MayMatch(request.Operation, request.Resource, resources.Equivalents(request.Resource));

        Assert.DoesNotContain(Scopes.Where((_, at) => !may[at]), scope => matcher.Match(scope, PolicyDialect.Kubernetes, request, resources.Equivalents(request.Resource)).IsMatch is not false);
        Assert.Contains(false, may.Cast<bool>());
    }

    [Fact]
    public void A_policy_about_another_operation_is_left_out()
    {
        var request = TestPolicies.Request(TestPolicies.Deployment);
        MatchResources About(params string[] operations) => new() { Rules = [new ResourceRule(["apps"], ["v1"], [.. operations], ["deployments"], [], "*")] };

        var may = new PolicyIndex([About("UPDATE", "DELETE"), About("UPDATE", "CREATE")]).MayMatch("CREATE", request.Resource, []);

        Assert.Equal([false, true], may.Cast<bool>());
    }

    [Fact]
    public void A_rule_that_names_more_than_the_index_takes_is_never_left_out()
    {
        ImmutableArray<string> many = [.. Enumerable.Range(0, 1000).Select(number => $"kinds{number}")];
        var request = TestPolicies.Request(TestPolicies.Deployment);

        var may = new PolicyIndex([new MatchResources { Rules = [new ResourceRule(many, ["v1"], ["CREATE"], many, [], "*")] }]).MayMatch("CREATE", request.Resource, []);

        Assert.True(may[0]);
    }

    private static IEnumerable<ResourceRule> Rules() =>
        from @group in Groups
        from version in Versions
        from plural in Plurals
        from operations in Operations
        select new ResourceRule([@group], [version], operations, [plural], [], "*");
}
