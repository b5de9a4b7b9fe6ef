using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests;

/// <summary>What in bindings is told and counts for nothing, while all else is answered.</summary>
public sealed class BindingProblemTests
{
    [Theory]
    [InlineData("RoleBinding", "Role", "{kind: Robot, name: r}", "a subject is a User, a Group or a ServiceAccount: it is nobody here")]
    [InlineData("RoleBinding", "Role", "{kind: user, name: r}", "a subject is a User, a Group or a ServiceAccount: it is nobody here")]
    [InlineData("ClusterRoleBinding", "ClusterRole", "{kind: ServiceAccount, name: r}", "an account that a ClusterRoleBinding names has a namespace: it is nobody here")]
    [InlineData("ClusterRoleBinding", "Role", "{kind: User, name: r}", "a ClusterRoleBinding gives a ClusterRole")]
    [InlineData("RoleBinding", "Robot", "{kind: User, name: r}", "a RoleBinding gives a Role or a ClusterRole")]
    public void What_a_server_refuses_is_told_with_its_place(string kind, string role, string subject, string reason)
    {
        var problem = Assert.Single(Problems(Binding(kind, role, subject)));

        Assert.EndsWith(reason, problem, StringComparison.Ordinal);
        Assert.StartsWith(reason.EndsWith("here", StringComparison.Ordinal) ? "a.yaml:5:12" : "a.yaml:4:54", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{kind: User, name: r}")]
    [InlineData("{kind: Group, name: r}")]
    [InlineData("{kind: ServiceAccount, name: r}")]
    public void What_is_good_is_not_told(string subject) => Assert.Empty(Problems(Binding("RoleBinding", "Role", subject)));

    [Fact]
    public void A_binding_that_two_files_write_differently_is_told_and_both_count()
    {
        var authorization = Of(Binding("RoleBinding", "ClusterRole", "{kind: User, name: ada}"), Binding("RoleBinding", "ClusterRole", "{kind: User, name: bob}"));

        Assert.Contains("b.yaml:3:18: RoleBinding/shop/b stands in a.yaml:3:18 too", Assert.Single(authorization.Problems).ToString(), StringComparison.Ordinal);
        Assert.Equal(["User:ada", "User:bob", "User:other"], authorization.Subjects.Select(subject => $"{subject}").Order(StringComparer.Ordinal));
    }

    private static string[] Problems(params string[] files) => [.. Of(files).Problems.Select(problem => $"{problem}")];

    private static Authorization Of(params string[] files) =>
        new(new PlatformBuilder { Scope = Scope.Whole }.AddRange(files.SelectMany((text, number) => DocumentReader.Read($"{(char)('a' + number)}.yaml", text).Documents)).Build());

    private static string Binding(string kind, string role, string subject) => $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {{kind}}
        metadata: {name: b, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: {{role}}, name: view}
        subjects: [{{subject}}, {kind: User, name: other}]
        """;
}
