using Redoubt.Evidence.Schema;

namespace Redoubt.Evidence.Tests.Schema;

public sealed class FieldSuggestionTests
{
    [Theory]
    [InlineData("V1Pod", "V1PodSpec", "contaners", "did you mean `containers`?")]
    [InlineData("V1Pod", "V1PodSpec", "HostNetwork", "did you mean `hostNetwork`?")]
    [InlineData("V1Pod", "V1SecurityContext", "privilged", "did you mean `privileged`?")]
    [InlineData("V1Pod", "V1Container", "port", "did you mean `ports`?")]
    [InlineData("V1Pod", "V1PodSecurityContext", "privileged", "it belongs to `spec.containers[].securityContext`")]
    [InlineData("V1Pod", "V1PodSpec", "image", "it belongs to `spec.containers[]`")]
    [InlineData("V1Deployment", "V1DeploymentSpec", "containers", "it belongs to `spec.template.spec`")]
    [InlineData("V1CronJob", "V1PodSecurityContext", "capabilities", "it belongs to `spec.jobTemplate.spec.template.spec.containers[].securityContext`")]
    [InlineData("V1Pod", "V1Container", "xyzzy", null)]
    public void A_field_that_is_not_there_is_looked_for_nearby_and_elsewhere(string root, string at, string name, string? expected) =>
        Assert.Equal(expected, FieldSuggestion.For(FieldIndex.Default.Type(root)!, FieldIndex.Default.Type(at)!, name));
}
