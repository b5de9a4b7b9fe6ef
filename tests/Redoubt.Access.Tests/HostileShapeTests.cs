using System.Text;
using Redoubt.Access.Audit;
using Redoubt.Access.Compare;
using Redoubt.Access.Escalation;
using Redoubt.Access.Minimise;
using Redoubt.Access.Roles;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests;

/// <summary>Objects that nobody writes by hand: each is answered, or said not to be known.</summary>
public sealed class HostileShapeTests
{
    private const string Binding = "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: one }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: one }\nsubjects:\n";

    [Fact]
    public void A_binding_with_ten_thousand_subjects_names_each()
    {
        var text = new StringBuilder(Role("one", "rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]")).Append(Binding);
        for (var number = 0; number < 10_000; number++)
        {
            text.Append($"- {{ kind: User, name: u{number} }}\n");
        }

        var authorization = Authorization(text.ToString());
        Assert.Equal(10_000, authorization.Subjects.Count);
        Assert.True(authorization.Answer(Get("u9999", "pods")).IsAllowed);
        Assert.False(authorization.Answer(Get("u10000", "pods")).IsAllowed);
        Assert.Empty(new AccessDiff(authorization, authorization).Subjects);
        Assert.Null(new Escalations(authorization).Fewest(AccessSubject.User("u9999")));
    }

    [Fact]
    public void Five_thousand_roles_that_take_from_one_another_all_hold_what_one_plain_role_holds()
    {
        var text = new StringBuilder(Role("plain", "rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]", "part: 'yes'")).Append(Binding).Append("- { kind: User, name: ada }\n");
        for (var number = 0; number < 5_000; number++)
        {
            text.Append(Role(number == 0 ? "one" : $"c{number}", "aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] }\nrules: [{ apiGroups: [''], resources: [secrets], verbs: [get] }]", "part: 'yes'"));
        }

        var authorization = Authorization(text.ToString());
        Assert.True(authorization.Answer(Get("ada", "pods")).IsAllowed);
        var secrets = authorization.Answer(Get("ada", "secrets"));
        Assert.False(secrets.IsAllowed);
        Assert.Null(secrets.Missing);
        Assert.All(authorization.Roles.Written, role => Assert.Single(role.Rules));
    }

    [Fact]
    public void A_chain_of_five_thousand_roles_is_followed_to_its_end()
    {
        var text = new StringBuilder(Binding).Append("- { kind: User, name: ada }\n");
        for (var number = 0; number < 5_000; number++)
        {
            text.Append(Role(number == 0 ? "one" : $"c{number}", $"aggregationRule: {{ clusterRoleSelectors: [{{ matchLabels: {{ next: 'n{number + 1}' }} }}] }}", $"next: n{number}"));
        }

        text.Append(Role("last", "rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]", "next: n5000"));
        Assert.True(Authorization(text.ToString()).Answer(Get("ada", "pods")).IsAllowed);
    }

    [Fact]
    public void A_rule_with_a_hundred_thousand_names_is_compared_by_looking_up()
    {
        string[] names = [.. Enumerable.Range(0, 100_000).Select(number => $"n{number}")];
        var authorization = Authorization(
            Role("one", $"rules: [{{ apiGroups: [''], resources: [pods], verbs: [get, list], resourceNames: [{string.Join(", ", names)}] }}]") + Binding + "- { kind: User, name: ada }\n");
        Assert.All(names, name => Assert.True(authorization.Answer(Get("ada", "pods") with { Name = name }).IsAllowed));
        Assert.False(authorization.Answer(Get("ada", "pods") with { Name = "n100000" }).IsAllowed);
        var rules = authorization.RulesAt(AccessSubject.User("ada").AsUser(), "");
        Assert.True(RuleCover.Covers(rules, rules));
        Assert.Equal(names.Length, Assert.Single(RuleFold.Rules(rules.SelectMany(rule => rule.Atoms))).Names.Count);
    }

    [Fact]
    public void A_rule_of_too_many_parts_is_covered_by_one_alone_and_counts_as_not_covered_by_several()
    {
        string[] many = [.. Enumerable.Range(0, 1_000).Select(number => $"x{number}")];
        var rule = AccessRule.Of(many, many, many, [], []);
        Assert.True(RuleCover.Covers([rule], [rule]));
        Assert.False(RuleCover.Covers([AccessRule.Of(many[..500], many, many, [], []), AccessRule.Of(many[500..], many, many, [], [])], [rule]));
    }

    [Fact]
    public void A_right_that_a_wider_one_has_is_not_repeated_in_part_either()
    {
        var authorization = Authorization(
            Role("one", "rules: [{ apiGroups: ['*'], resources: ['*'], verbs: [get] }, { apiGroups: [''], resources: [pods, secrets], verbs: [get, create] }]") + Binding + "- { kind: User, name: ada }\n");

        Assert.Equal(["get *", "create pods,secrets"], authorization.FoldedRulesOf(AccessSubject.User("ada").AsUser()).Select(one => $"{string.Join(',', one.Left.Verbs)} {string.Join(',', one.Left.Resources)}"));
    }

    [Fact]
    public void A_rule_of_too_many_parts_is_shown_whole_and_told_where_it_is_not_compared()
    {
        var many = string.Join(", ", Enumerable.Range(0, 1_000).Select(number => $"x{number}"));
        var authorization = Authorization(
            Role("one", $"rules: [{{ apiGroups: [{many}], resources: [{many}], verbs: [{many}] }}, {{ apiGroups: [''], resources: [pods], verbs: [get] }}]") + Binding + "- { kind: User, name: ada }\n");
        Assert.Equal(2, authorization.FoldedRulesOf(AccessSubject.User("ada").AsUser()).Count);
        var diff = new AccessDiff(Authorization(""), authorization);
        Assert.Equal(1_000, Assert.Single(diff.LeftOut).Verbs.Count);
        Assert.Equal("get pods", $"{Assert.Single(Assert.Single(diff.Subjects).Granted)}");
        var used = new UsedAccess(authorization, new AuditLogReader().Result());
        Assert.Empty(new RoleUse(authorization, used).Roles);
        Assert.Single(new Minimised(authorization, used).LeftOut);
    }

    [Theory]
    [InlineData("rules: null")]
    [InlineData("rules: {}")]
    [InlineData("rules: { verbs: ['*'] }")]
    [InlineData("rules: text")]
    [InlineData("rules: [null, text, [], 7]")]
    [InlineData("rules: [{ apiGroups: '*', resources: '*', verbs: '*' }]")]
    [InlineData("aggregationRule: []")]
    [InlineData("aggregationRule: { clusterRoleSelectors: { matchLabels: {} } }")]
    [InlineData("aggregationRule: { clusterRoleSelectors: [null, text, { matchLabels: 7 }] }")]
    public void A_role_of_another_shape_gives_nothing(string rules)
    {
        var authorization = Authorization(Role("one", rules) + Binding + "- { kind: User, name: ada }\n- text\n- null\n- { kind: Dragon, name: ada }\n");
        Assert.False(authorization.Answer(Get("ada", "pods")).IsAllowed);
        Assert.Empty(new AccessDiff(Authorization(""), authorization).Subjects);
    }

    private static string Role(string name, string rules, string labels = "") =>
        $"---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {{ name: {name}, labels: {{ {labels} }} }}\n{rules}\n";

    private static AccessRequest Get(string user, string resource) => new() { User = AccessSubject.User(user).AsUser(), Verb = "get", Resource = resource };

    private static Authorization Authorization(string text) =>
        new(new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("rbac.yaml", text).Documents).Build(), knowsDefaults: false);
}
