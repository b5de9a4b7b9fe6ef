using System.Collections.Immutable;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>
/// Kyverno's <c>autogen</c> of <c>ValidatingPolicy</c> and <c>MutatingPolicy</c>: a policy on nothing but pods is also one on what makes
/// pods, in two families, one for each place at which a pod's template sits.
/// </summary>
internal static class PodControllers
{
    private static readonly (string Plural, string Group, string Family)[] Known =
    [
        ("daemonsets", "apps", "defaults"), ("deployments", "apps", "defaults"), ("replicasets", "apps", "defaults"),
        ("statefulsets", "apps", "defaults"), ("jobs", "batch", "defaults"), ("cronjobs", "batch", "cronjobs"),
    ];

    /// <summary>The policy and what it expands to.</summary>
    public static IReadOnlyList<AdmissionPolicy> WithExpansions(AdmissionPolicy policy, FieldReader root)
    {
        if (policy.Dialect != PolicyDialect.Kyverno || policy.Scope is not MatchResources scope || !IsPodsOnly(scope))
        {
            return [policy];
        }

        var chosen = Chosen(root.Inner("spec").Inner("autogen").Inner("podControllers"));
        var families = Known.Where(one => chosen is null || chosen.Contains(one.Plural)).GroupBy(one => one.Family);
        return [policy, .. families.Select(family => Expand(policy, scope, family.Key, [.. family.Select(one => (one.Group, one.Plural))]))];
    }

    private static bool IsPodsOnly(MatchResources scope) =>
        scope.Rules is [{ Groups: [""], Versions: ["v1"], Resources: ["pods"], Names.IsEmpty: true }]
        && scope.Excluded.IsEmpty
        && scope.ObjectSelector is var selector && selector["matchLabels"].Count == 0 && selector["matchExpressions"].Count == 0;

    // No list means all, an empty one none.
    private static string[]? Chosen(FieldReader podControllers)
    {
        if (!podControllers.Map["controllers"].HasValue)
        {
            return null;
        }

        var chosen = podControllers.Texts("controllers");
        string[] known = [.. Known.Select(one => one.Plural)];
        foreach (var word in chosen.Except(known))
        {
            podControllers.Report(podControllers.Map["controllers"], $"`{word}` makes no pods that Kyverno knows{Suggestion.Of(word, known)}");
        }

        return chosen;
    }

    private static AdmissionPolicy Expand(AdmissionPolicy policy, MatchResources scope, string family, (string Group, string Plural)[] targets)
    {
        var template = RewrittenText.Template(family);
        var rules = targets.GroupBy(target => target.Group).Select(group =>
            scope.Rules[0] with { Groups = [group.Key], Resources = [.. group.Select(target => target.Plural)] });
        PolicyText All(PolicyText text) => Rewrite(text, RewrittenText.Of(text.Text, template, keepsNamespace: true));
        PolicyText Condition(PolicyText text) => policy.IsMutating ? Rewrite(text, RewrittenText.OfMutation(text.Text, template)) : All(text);
        Mutation Mutate(Mutation one) => one.IsJsonPatch
            ? one
            : one with { Expression = Rewrite(one.Expression, RewrittenText.Wrap(RewrittenText.OfMutation(one.Expression.Text, template), template)) };
        var expanded = policy with
        {
            Expansion = family,
            Scope = scope with { Rules = [.. rules] },
            MatchConditions = Each(policy.MatchConditions, Condition),
            Mutations = [.. policy.Mutations.Select(Mutate)],
        };
        return policy.IsMutating ? expanded : WithTexts(expanded, All);
    }

    /// <summary>The policy with every text of what it asks replaced, but its conditions.</summary>
    public static AdmissionPolicy WithTexts(AdmissionPolicy policy, Func<PolicyText, PolicyText> rewrite) => policy with
    {
        Variables = Each(policy.Variables, rewrite),
        AuditAnnotations = Each(policy.AuditAnnotations, rewrite),
        Validations =
        [
            .. policy.Validations.Select(one => one with
            {
                Expression = rewrite(one.Expression), Message = rewrite(one.Message), MessageExpression = rewrite(one.MessageExpression),
            }),
        ],
    };

    /// <summary>Named expressions, each replaced.</summary>
    public static ImmutableArray<NamedExpression> Each(ImmutableArray<NamedExpression> named, Func<PolicyText, PolicyText> rewrite) =>
        [.. named.Select(one => one with { Expression = rewrite(one.Expression) })];

    /// <summary>A text with other characters, if they are others.</summary>
    public static PolicyText Rewrite(PolicyText text, string rewritten) => rewritten == text.Text ? text : text with { Text = rewritten, IsRewritten = true };
}
