using System.Collections.Immutable;
using Redoubt.Evidence;

namespace Redoubt.Admission.Policies;

/// <summary>Kyverno's <c>autogen</c> of a <c>ClusterPolicy</c>: its rules on pods also become rules on what makes pods.</summary>
internal static class RuleControllers
{
    private const string Annotation = "pod-policies.kyverno.io/autogen-controllers";
    private const int LongestName = 63;

    private static readonly string[] Controllers =
        ["DaemonSet", "Deployment", "Job", "StatefulSet", "ReplicaSet", "ReplicationController", "CronJob"];

    /// <summary>What the rules of a policy expand to; nothing if one of them asks for something that a controller does not have.</summary>
    public static IEnumerable<AdmissionPolicy> Expansions(Document document, IReadOnlyList<AdmissionPolicy> rules)
    {
        var scopes = rules.Select(rule => (KyvernoScope)rule.Scope).ToArray();
        if (scopes.Length == 0 || !scopes.SelectMany(Filters).All(CanExpand) || !scopes.SelectMany(Matching).Any(MakesPods))
        {
            return [];
        }

        var chosen = Chosen(document.Root["metadata"]["annotations"][Annotation]);
        var defaults = Controllers.Where(kind => kind != "CronJob" && chosen.Contains(kind)).ToImmutableArray();
        return rules.Where(rule => Matching((KyvernoScope)rule.Scope).Any(IsOfPods)).SelectMany(rule => Of(rule, defaults, chosen.Contains("CronJob")));
    }

    private static IEnumerable<AdmissionPolicy> Of(AdmissionPolicy rule, ImmutableArray<string> defaults, bool cronJobs)
    {
        if (!defaults.IsEmpty)
        {
            yield return Expand(rule, "defaults", "autogen-", defaults);
        }

        if (cronJobs)
        {
            yield return Expand(rule, "cronjobs", "autogen-cronjob-", ["CronJob"]);
        }
    }

    private static AdmissionPolicy Expand(AdmissionPolicy rule, string family, string prefix, ImmutableArray<string> kinds)
    {
        var template = RewrittenText.Template(family);
        PolicyText Rewrite(PolicyText text) => PodControllers.Rewrite(text, RewrittenText.Of(text.Text, template, keepsNamespace: false));
        ImmutableArray<KyvernoFilter> Of(ImmutableArray<KyvernoFilter> filters) => [.. filters.Select(one => IsOfPods(one) ? one with { Kinds = kinds } : one)];
        var scope = (KyvernoScope)rule.Scope;
        return PodControllers.WithTexts(rule, Rewrite) with
        {
            Rule = NameOf(prefix, rule.Rule),
            Expansion = family,
            MatchConditions = PodControllers.Each(rule.MatchConditions, Rewrite),
            Scope = scope with
            {
                Any = Of(scope.Any),
                All = Of(scope.All),
                ExcludedByAny = Of(scope.ExcludedByAny),
                ExcludedByAll = Of(scope.ExcludedByAll),
            },
        };
    }

    /// <summary>The name of a rule's expansion.</summary>
    public static string NameOf(string prefix, string rule) => (prefix + rule) is { Length: > LongestName } name ? name[..LongestName] : prefix + rule;

    private static string[] Chosen(Node annotation) => annotation.AsString() switch
    {
        null or "" or "all" => Controllers,
        "none" => [],
        var list => [.. list.Split(',').Select(kind => kind.Trim())],
    };

    private static IEnumerable<KyvernoFilter> Matching(KyvernoScope scope) => [.. scope.Any, .. scope.All];

    private static IEnumerable<KyvernoFilter> Filters(KyvernoScope scope) => [.. Matching(scope), .. scope.ExcludedByAny, .. scope.ExcludedByAll];

    private static bool IsOfPods(KyvernoFilter filter) => filter.Kinds.Any(kind => KyvernoKind.Parse(kind).Kind == "Pod");

    private static bool MakesPods(KyvernoFilter filter) => filter.Kinds.Any(kind => kind == "Pod" || Controllers.Contains(kind));

    private static bool CanExpand(KyvernoFilter filter) =>
        filter.Names.IsEmpty && !filter.Selector.HasValue && !filter.Annotations.HasValue && !(filter.Kinds.Length > 1 && IsOfPods(filter));
}
