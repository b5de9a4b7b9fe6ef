using System.Collections.Immutable;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Admission.Policies;

/// <summary>Reads the API server's own policies, and Kyverno's that have their shape.</summary>
internal static class PolicyFile
{
    private static readonly string[] Common = ["paramKind", "matchConstraints", "matchConditions", "variables", "failurePolicy"];
    private static readonly string[] Validating = [.. Common, "validations", "auditAnnotations"];
    private static readonly string[] Mutating = [.. Common, "mutations", "reinvocationPolicy"];
    private static readonly string[] Kyverno = ["evaluation", "autogen", "webhookConfiguration", "validationActions", "targetMatchConstraints"];
    private const int MostConditions = 64;
    private const int MostAnnotations = 20;

    private static readonly string[] Reasons = ["Invalid", "Unauthorized", "Forbidden", "RequestEntityTooLarge"];

    public static AdmissionPolicy Read(Document document, FieldReader root)
    {
        var isMutating = document.Kind.Contains("Mutating", StringComparison.Ordinal);
        var isKyverno = document.Group == "policies.kyverno.io";
        var spec = root.Inner("spec");
        if (!spec.Map.Exists)
        {
            root.Report(document.Mention, "`spec` is missing");
        }

        if (!isKyverno)
        {
            ReportName(document, root);
        }

        ReadOnlySpan<string> fields = isMutating ? Mutating : Validating;
        spec.Only(isKyverno ? [.. fields, .. Kyverno] : fields);
        var ns = document.Kind.StartsWith("Namespaced", StringComparison.Ordinal) ? document.Namespace : "";
        var policy = new AdmissionPolicy
        {
            Document = document,
            Dialect = isKyverno ? PolicyDialect.Kyverno : PolicyDialect.Kubernetes,
            IsMutating = isMutating,
            Scope = Scope(spec, ns),
            ParamKind = MatchFile.ParamKind(spec),
            FailsOpen = MatchFile.Word(spec, "failurePolicy", "Fail", "Ignore") == "Ignore",
            MatchConditions = MatchConditions(spec),
            Variables = MatchFile.Named(spec, "variables", problem: VariableProblem, isUnique: isKyverno),
            Validations = Validations(spec, "validations", isKyverno),
            AuditAnnotations = AuditAnnotations(spec, document.Name),
            Mutations = MutationFile.Read(spec),
            OwnBinding = isKyverno ? Binding(document, spec, isMutating) : null,
        };
        Complete(policy, spec);
        return policy;
    }

    /// <summary>The list of what must hold, of a policy or of a rule's <c>validate.cel</c>.</summary>
    public static ImmutableArray<Validation> Validations(FieldReader reader, string list, bool isKyverno)
    {
        var validations = ImmutableArray.CreateBuilder<Validation>();
        foreach (var item in reader.Items(list))
        {
            var entry = reader.Of(item);
            entry.Only("expression", "message", "messageExpression", "reason");
            var message = PolicyText.Of(entry.Map["message"]);
            if (!isKyverno && message.Text.AsSpan().Trim().Contains('\n'))
            {
                entry.Report(message.At, "a message must be one line: the API server refuses it");
            }

            var made = PolicyText.Of(entry.Map["messageExpression"]);
            foreach (var (text, name) in (IEnumerable<(PolicyText, string)>)[(message, "message"), (made, "messageExpression")])
            {
                if (!isKyverno && text.Text.Length > 0 && string.IsNullOrWhiteSpace(text.Text))
                {
                    entry.Report(text.At, $"`{name}` is blank: leave it out, or say something");
                }
            }

            validations.Add(new Validation(
                MatchFile.Expression(entry, "expression"),
                message,
                string.IsNullOrWhiteSpace(made.Text) ? made with { Text = "" } : made,
                MatchFile.Word(entry, "reason", Reasons)));
        }

        return validations.ToImmutable();
    }

    private static MatchResources Scope(FieldReader spec, string ns)
    {
        var scope = spec.Inner("matchConstraints");
        if (spec.Map.Exists && !scope.Map.Exists)
        {
            spec.ReportMissing("matchConstraints");
        }

        return MatchFile.Read(scope, isRequired: true, ns);
    }

    /// <summary>Reports a name that the API server would not take.</summary>
    public static void ReportName(Document document, FieldReader root)
    {
        if (document.Root["metadata"]["name"] is { Kind: NodeKind.String } name && !document.IsNameGenerated
            && NameRules.DnsSubdomain(name.AsString()!) is [var problem, ..])
        {
            root.Report(name, problem);
        }
    }

    private static ImmutableArray<NamedExpression> MatchConditions(FieldReader spec)
    {
        if (spec.Map["matchConditions"].Count > MostConditions)
        {
            spec.Report(spec.Map["matchConditions"], $"there may be at most {MostConditions} match conditions");
        }

        return MatchFile.Named(spec, "matchConditions", problem: name => string.Join("; ", NameRules.QualifiedName(name)));
    }

    private static ImmutableArray<NamedExpression> AuditAnnotations(FieldReader spec, string policy)
    {
        if (spec.Map["auditAnnotations"].Count > MostAnnotations)
        {
            spec.Report(spec.Map["auditAnnotations"], $"there may be at most {MostAnnotations} audit annotations");
        }

        return MatchFile.Named(spec, "auditAnnotations", "key", "valueExpression", key => string.Join("; ", NameRules.QualifiedName($"{policy}/{key}")));
    }

    private static string VariableProblem(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '_') ? "" : $"`{name}` is no name in CEL";

    private static PolicyBinding Binding(Document document, FieldReader spec, bool isMutating)
    {
        var actions = isMutating ? [] : BindingFile.Actions(spec, isRequired: false);
        return new PolicyBinding
        {
            Document = document,
            PolicyName = document.Name,
            IsMutating = isMutating,
            Actions = isMutating || !actions.IsEmpty ? actions : [ValidationAction.Audit],
        };
    }

    // What the API server asks of a policy as a whole.
    private static void Complete(AdmissionPolicy policy, FieldReader spec)
    {
        if (!spec.Map.Exists)
        {
            return;
        }

        if (policy is { IsMutating: true, Dialect: PolicyDialect.Kubernetes })
        {
            MutationFile.Complete(policy, spec);
        }

        if (policy.IsMutating && spec.Map["mutations"].Count == 0)
        {
            spec.ReportMissing("mutations", "`mutations` is missing: the policy does nothing");
        }

        if (!policy.IsMutating && policy.Validations.IsEmpty && policy.AuditAnnotations.IsEmpty)
        {
            spec.ReportMissing("validations", "`validations` is missing: the policy does nothing");
            spec.ReportMissing("auditAnnotations", "`auditAnnotations` is missing as well");
        }

        if (spec.Map["evaluation"]["mode"].Is("JSON"))
        {
            spec.Report(spec.Map["evaluation"]["mode"], "`mode: JSON` judges any JSON and no objects of a cluster: it has no meaning here");
        }
    }
}
