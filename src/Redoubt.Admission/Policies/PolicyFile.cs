using System.Collections.Immutable;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>
/// Reads the API server's own policies, and Kyverno's that have their shape. For what a server refuses its own is asked of it
/// (<see cref="ServerRules"/>); what is reported here is what leaves nothing to judge by, and what Kyverno does not take.
/// </summary>
internal static class PolicyFile
{
    private static readonly string[] Common = ["paramKind", "matchConstraints", "matchConditions", "variables", "failurePolicy"];
    private static readonly string[] Validating = [.. Common, "validations", "auditAnnotations"];
    private static readonly string[] Mutating = [.. Common, "mutations", "reinvocationPolicy"];
    private static readonly string[] Kyverno = ["evaluation", "autogen", "webhookConfiguration", "validationActions", "targetMatchConstraints"];

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
            MatchConditions = MatchFile.Named(spec, "matchConditions"),
            Variables = MatchFile.Named(spec, "variables"),
            Validations = Validations(spec, "validations"),
            AuditAnnotations = MatchFile.Named(spec, "auditAnnotations", "key", "valueExpression"),
            Mutations = MutationFile.Read(spec),
            OwnBinding = isKyverno ? Binding(document, spec, isMutating) : null,
        };
        Complete(policy, spec);
        return policy;
    }

    /// <summary>The list of what must hold, of a policy or of a rule's <c>validate.cel</c>.</summary>
    public static ImmutableArray<Validation> Validations(FieldReader reader, string list)
    {
        var validations = ImmutableArray.CreateBuilder<Validation>();
        foreach (var item in reader.Items(list))
        {
            var entry = reader.Of(item);
            entry.Only("expression", "message", "messageExpression", "reason");
            var made = PolicyText.Of(entry.Map["messageExpression"]);
            validations.Add(new Validation(
                MatchFile.Expression(entry, "expression"),
                PolicyText.Of(entry.Map["message"]),
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

    // What a policy must have to do anything.
    private static void Complete(AdmissionPolicy policy, FieldReader spec)
    {
        if (!spec.Map.Exists)
        {
            return;
        }

        if (policy.IsMutating && spec.Map["mutations"].Count == 0)
        {
            spec.ReportMissing("mutations", "`mutations` is missing: the policy does nothing");
        }

        if (!policy.IsMutating && policy.Validations.IsEmpty && policy.AuditAnnotations.IsEmpty)
        {
            spec.ReportMissing("validations", "`validations` is missing: the policy does nothing");
        }

        if (spec.Map["evaluation"]["mode"].Is("JSON"))
        {
            spec.Report(spec.Map["evaluation"]["mode"], "`mode: JSON` judges any JSON and no objects of a cluster: it has no meaning here");
        }
    }
}
