using System.Text;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Admission.Testing;
using Redoubt.Evidence;

namespace Redoubt.Admission.Tests;

/// <summary>
/// Laws on growth, counted in what is looked at and not in time: a policy, a binding, a parameter or an object is looked at once, however many
/// there are beside it. What nothing else counts is counted in bytes allocated, which a step over everything would multiply.
/// </summary>
public sealed class GrowthTests
{
    [Fact]
    public void A_request_is_asked_of_the_policies_on_its_resource_and_no_others()
    {
        var resources = new ApiResources([], 37);
        var request = TestPolicies.Request(TestPolicies.Deployment);
        PolicyScope[] scopes = [.. Enumerable.Range(0, 1000).Select(number => About(number % 100 == 0 ? "deployments" : $"kinds{number}", number % 200 == 0 ? "CREATE" : "DELETE"))];

        var may = new PolicyIndex([.. scopes]).MayMatch(request.Operation, request.Resource, resources.Equivalents(request.Resource));

        Assert.Equal(5, may.Cast<bool>().Count(may => may));
    }

    [Fact]
    public void Policies_beside_it_cost_a_request_their_lines_in_the_result_and_nothing_else()
    {
        var (few, many) = (Judge(Policies(20)), Judge(Policies(40)));

        Assert.InRange(Bytes(() => few.Ask(Request)), 1, 100_000);
        AssertLinear(Bytes(() => few.Ask(Request)), Bytes(() => many.Ask(Request)));
    }

    [Fact]
    public void Policies_and_their_bindings_are_bound_in_linear_work() =>
        AssertLinear(Bytes(() => Judge(Policies(20))), Bytes(() => Judge(Policies(40))));

    [Fact]
    public void Parameters_of_other_names_cost_nothing()
    {
        var (few, many) = (Judge(Bound, Parameters(20)), Judge(Bound, Parameters(2000)));

        Assert.InRange(Bytes(() => many.Ask(Request)), 1, Bytes(() => few.Ask(Request)) * 1.1);
    }

    [Fact]
    public void An_object_of_a_test_is_asked_about_once_however_many_expectations_there_are()
    {
        long Run(int policies)
        {
            var expectations = new StringBuilder("policies: [p]\nresources: [r]\nexpect:\n");
            for (var number = 0; number < policies; number++)
            {
                expectations.Append($"- {{policy: p{number}, resource: Deployment/web, verdict: pass}}\n");
            }

            var test = PolicyTestFile.Read("redoubt-test.yaml", expectations.ToString(), [])!;
            var input = new PolicyTestInput(TestPolicies.Documents(Policies(policies)), TestPolicies.Documents(TestPolicies.Deployment), default, default, new Dictionary<string, IReadOnlyList<Document>>());
            return Bytes(() => Assert.All(PolicyTestRun.Run(test, input, 37, []), met => Assert.Equal("", met.Problem)));
        }

        AssertLinear(Run(20), Run(40));
    }

    private static readonly AdmissionRequest Request = TestPolicies.Request(TestPolicies.Deployment);

    private static readonly string Bound = TestPolicies.Policy("paramKind: {apiVersion: v1, kind: ConfigMap}\nvalidations: [{expression: object.spec.replicas <= int(params.data.max)}]")
        .Replace("validationActions: [Deny]", "validationActions: [Deny], paramRef: {name: c7, parameterNotFoundAction: Deny}", StringComparison.Ordinal);

    private static AdmissionJudge Judge(string policies, string evidence = "") => TestPolicies.Judge(policies, evidence);

    private static string Policies(int count) => string.Join("\n---\n", Enumerable.Range(0, count).Select(number =>
        TestPolicies.Policy("validations: [{expression: object.spec.replicas < 10}]")
            .Replace("{name: p}", $"{{name: p{number}}}", StringComparison.Ordinal)
            .Replace("{name: b}", $"{{name: b{number}}}", StringComparison.Ordinal)
            .Replace("policyName: p,", $"policyName: p{number},", StringComparison.Ordinal)));

    private static string Parameters(int count) => string.Join("\n---\n", Enumerable.Range(0, count).Select(number =>
        $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: c{number}, namespace: shop}}, data: {{max: '9'}}}}"));

    private static MatchResources About(string plural, string operation) =>
        new() { Rules = [new ResourceRule(["apps"], ["v1"], [operation], [plural], [], "*")] };

    private static void AssertLinear(long few, long many) => Assert.InRange((double)many / few, 1, 2.3);

    // The least of several: the first run also pays for what is made once.
    private static long Bytes(Action work) => Enumerable.Range(0, 3).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
