using System.Collections.Immutable;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>Reads the rules with <c>validate.cel</c> of Kyverno's <c>ClusterPolicy</c> and <c>Policy</c>; any other rule is a problem, named.</summary>
internal static class ClusterPolicyFile
{
    private static readonly string[] RuleFields =
        ["name", "match", "exclude", "celPreconditions", "validate", "skipBackgroundRequests", "reportProperties"];

    private static readonly string[] OtherRules = ["mutate", "generate", "verifyImages", "preconditions", "context", "imageExtractors"];

    private static readonly string[] CelFields =
        ["expressions", "variables", "paramKind", "paramRef", "auditAnnotations", "generate"];

    /// <summary>Every rule, with its expansions to pod controllers.</summary>
    public static IReadOnlyList<AdmissionPolicy> Read(Document document, FieldReader root)
    {
        var spec = root.Inner("spec");
        if (spec.Items("rules") is var items && spec.Map["rules"].Count == 0)
        {
            root.Report(document.Mention, "`spec.rules` is missing: the policy does nothing");
        }

        var rules = new List<AdmissionPolicy>();
        foreach (var item in items)
        {
            if (Rule(document, spec, spec.Of(item)) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return [.. rules, .. RuleControllers.Expansions(document, rules)];
    }

    private static AdmissionPolicy? Rule(Document document, FieldReader spec, FieldReader rule)
    {
        rule.Only([.. RuleFields, .. OtherRules]);
        var (name, validate) = (rule.Required("name"), rule.Inner("validate"));
        var cel = validate.Inner("cel");
        if (!cel.Map.Exists)
        {
            rule.Report(rule.Map, $"rule `{name}` has no `validate.cel`: only rules in CEL are judged here");
            return null;
        }

        foreach (var field in OtherRules.Where(field => rule.Map[field].Exists))
        {
            rule.Report(rule.Map[field], $"`{field}` is Kyverno's own and not CEL: rule `{name}` cannot be judged here");
        }

        cel.Only(CelFields);
        validate.Only("cel", "message", "failureAction", "failureActionOverrides", "allowExistingViolations");
        var ns = document.Kind == "Policy" ? document.Namespace : "";
        return new AdmissionPolicy
        {
            Document = document,
            Rule = name,
            Dialect = PolicyDialect.KyvernoRule,
            Scope = Scope(rule, ns),
            ParamKind = MatchFile.ParamKind(cel),
            MatchConditions = MatchFile.Named(rule, "celPreconditions"),
            Variables = MatchFile.Named(cel, "variables"),
            Validations = WithMessage(PolicyFile.Validations(cel, "expressions"), PolicyText.Of(validate.Map["message"])),
            AuditAnnotations = MatchFile.Named(cel, "auditAnnotations", "key", "valueExpression"),
            OwnBinding = new PolicyBinding
            {
                Document = document,
                PolicyName = document.Name,
                Params = MatchFile.ParamReference(cel),
                Actions = [Enforces(spec, validate) ? ValidationAction.Deny : ValidationAction.Audit],
            },
        };
    }

    private static ImmutableArray<Validation> WithMessage(ImmutableArray<Validation> validations, PolicyText message) =>
        [.. validations.Select(one => one.Message.IsEmpty && !message.IsEmpty ? one with { Message = message } : one)];

    private static bool Enforces(FieldReader spec, FieldReader validate)
    {
        var reader = validate.Map["failureAction"].Exists ? validate : spec;
        var name = validate.Map["failureAction"].Exists ? "failureAction" : "validationFailureAction";
        return MatchFile.Word(reader, name, "Audit", "Enforce", "audit", "enforce") is "Enforce" or "enforce";
    }

    private static KyvernoScope Scope(FieldReader rule, string ns)
    {
        var (match, exclude) = (rule.Inner("match"), rule.Inner("exclude"));
        if (!match.Map.Exists)
        {
            rule.Report(rule.Map, "`match` is missing");
        }

        return new KyvernoScope
        {
            Namespace = ns,
            Any = Filters(match, "any"),
            All = [.. Filters(match, "all"), .. Direct(match)],
            ExcludedByAny = [.. Filters(exclude, "any"), .. Direct(exclude)],
            ExcludedByAll = Filters(exclude, "all"),
        };
    }

    private static ImmutableArray<KyvernoFilter> Filters(FieldReader block, string list)
    {
        var filters = ImmutableArray.CreateBuilder<KyvernoFilter>();
        foreach (var item in block.Items(list))
        {
            var filter = block.Of(item);
            filter.Only("resources", "subjects", "roles", "clusterRoles");
            filters.Add(Filter(filter));
        }

        return filters.ToImmutable();
    }

    // The old form has one filter in the block itself.
    private static ImmutableArray<KyvernoFilter> Direct(FieldReader block)
    {
        block.Only("any", "all", "resources", "subjects", "roles", "clusterRoles");
        var filter = Filter(block);
        return filter.AsksForObject || filter.AsksForUser ? [filter] : [];
    }

    private static KyvernoFilter Filter(FieldReader filter)
    {
        var resources = filter.Inner("resources");
        resources.Only("kinds", "name", "names", "namespaces", "operations", "annotations", "selector", "namespaceSelector");
        return new KyvernoFilter
        {
            Kinds = [.. resources.Texts("kinds")],
            Names = [.. resources.Texts("name"), .. resources.Texts("names")],
            Namespaces = [.. resources.Texts("namespaces")],
            Operations = [.. resources.Texts("operations")],
            Annotations = resources.Inner("annotations").Map,
            Selector = MatchFile.Selector(resources, "selector"),
            NamespaceSelector = MatchFile.Selector(resources, "namespaceSelector"),
            Subjects = filter.Map["subjects"],
            Roles = [.. filter.Texts("roles")],
            ClusterRoles = [.. filter.Texts("clusterRoles")],
        };
    }
}
