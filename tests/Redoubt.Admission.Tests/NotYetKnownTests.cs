using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;

namespace Redoubt.Admission.Tests;

/// <summary>What nobody can know of a request before it is sent: who asks, where no user is named, and what the API server makes of a new object.</summary>
public sealed class NotYetKnownTests
{
    private static readonly AdmissionUser Ada = new() { Name = "ada" };

    [Theory]
    [InlineData("has(object.metadata.uid) && has(object.metadata.creationTimestamp)", "CREATE", PolicyVerdict.Pass)]
    [InlineData("object.metadata.uid == 'x'", "CREATE", PolicyVerdict.Unknown)]
    [InlineData("object.metadata.creationTimestamp == 'x'", "CREATE", PolicyVerdict.Unknown)]
    [InlineData("!has(object.metadata.uid)", "UPDATE", PolicyVerdict.Pass)]
    public void A_new_object_has_what_the_server_makes_and_nobody_knows_it(string expression, string operation, PolicyVerdict verdict) =>
        Assert.Equal(verdict, Ask(expression, TestPolicies.Deployment, operation, Ada).Verdict);

    [Theory]
    [InlineData("has(object.metadata.name)", PolicyVerdict.Pass)]
    [InlineData("object.metadata.name == 'web-1'", PolicyVerdict.Unknown)]
    [InlineData("request.name == 'web-1'", PolicyVerdict.Unknown)]
    public void A_name_that_is_made_is_there_when_a_validating_policy_is_asked(string expression, PolicyVerdict verdict) =>
        Assert.Equal(verdict, Ask(expression, TestPolicies.Deployment.Replace("name: web,", "generateName: web-,", StringComparison.Ordinal), "CREATE", Ada).Verdict);

    [Theory]
    [InlineData("request.userInfo.username == 'ada'", PolicyVerdict.Unknown)]
    [InlineData("request.userInfo.groups.exists(g, g == 'bakers')", PolicyVerdict.Unknown)]
    [InlineData("authorizer.group('apps').resource('deployments').check('create').allowed()", PolicyVerdict.Unknown)]
    [InlineData("request.userInfo.username == 'ada' || true", PolicyVerdict.Pass)]
    public void Who_asks_is_not_known_where_nobody_is_named(string expression, PolicyVerdict verdict)
    {
        var result = Ask(expression, TestPolicies.Deployment, "CREATE", AdmissionUser.None);

        Assert.Equal(verdict, result.Verdict);
        Assert.Equal(verdict == PolicyVerdict.Unknown, result.Decisions.Single().Message.Contains("who asks", StringComparison.Ordinal));
    }

    [Fact]
    public void The_groups_of_a_user_who_is_named_without_them_are_not_known() => Assert.Equal(
        [PolicyVerdict.Pass, PolicyVerdict.Unknown],
        [
            Ask("request.userInfo.username == 'ada'", TestPolicies.Deployment, "CREATE", Ada).Verdict,
            Ask("'bakers' in request.userInfo.groups", TestPolicies.Deployment, "CREATE", Ada).Verdict,
        ]);

    private static PolicyResult Ask(string expression, string document, string operation, AdmissionUser user)
    {
        var request = AdmissionRequest.For(TestPolicies.Documents(document)[0], operation, new ApiResources([], 37)) with { AssumesBareNamespace = true, User = user };
        return TestPolicies.Judge(TestPolicies.Policy($"validations: [{{expression: \"{expression}\"}}]")).Ask(request).Single();
    }
}
