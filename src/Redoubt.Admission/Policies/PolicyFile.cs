using System.Collections.Immutable;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>Reads the API server's own policies, and Kyverno's that have their shape.</summary>
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
            Validations = Validations(spec, "validations", isKyverno),
            AuditAnnotations = MatchFile.Named(spec, "auditAnnotations", "key", "valueExpression"),
            Mutations = Mutations(spec),
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

            validations.Add(new Validation(
                MatchFile.Expression(entry, "expression"),
                message,
                PolicyText.Of(entry.Map["messageExpression"]),
                MatchFile.Word(entry, "reason", Reasons)));
        }

        return validations.ToImmutable();
    }

    private static MatchResources Scope(FieldReader spec, string ns)
    {
        var scope = spec.Inner("matchConstraints");
        if (spec.Map.Exists && !scope.Map.Exists)
        {
            spec.Report(spec.Map, "`matchConstraints` is missing");
        }

        return MatchFile.Read(scope, isRequired: true, ns);
    }

    private static ImmutableArray<Mutation> Mutations(FieldReader spec)
    {
        var mutations = ImmutableArray.CreateBuilder<Mutation>();
        foreach (var item in spec.Items("mutations"))
        {
            var entry = spec.Of(item);
            entry.Only("patchType", "applyConfiguration", "jsonPatch");
            var isJsonPatch = MatchFile.Word(entry, "patchType", "", "ApplyConfiguration", "JSONPatch") switch
            {
                "JSONPatch" => true,
                "" => entry.Map["jsonPatch"].Exists,
                _ => false,
            };
            var inner = entry.Inner(isJsonPatch ? "jsonPatch" : "applyConfiguration");
            inner.Only("expression");
            if (!inner.Map.Exists)
            {
                entry.Report(entry.Map, $"`{(isJsonPatch ? "jsonPatch" : "applyConfiguration")}` is missing");
                continue;
            }

            mutations.Add(new Mutation(isJsonPatch, MatchFile.Expression(inner, "expression")));
        }

        return mutations.ToImmutable();
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

    // What the API server asks of a policy as a whole.
    private static void Complete(AdmissionPolicy policy, FieldReader spec)
    {
        if (!spec.Map.Exists)
        {
            return;
        }

        if (policy.IsMutating && policy.Mutations.IsEmpty)
        {
            spec.Report(spec.Map, "`mutations` is missing: the policy does nothing");
        }

        if (!policy.IsMutating && policy.Validations.IsEmpty && policy.AuditAnnotations.IsEmpty)
        {
            spec.Report(spec.Map, "`validations` is missing: the policy does nothing");
        }

        if (spec.Map["evaluation"]["mode"].Is("JSON"))
        {
            spec.Report(spec.Map["evaluation"]["mode"], "`mode: JSON` judges any JSON and no objects of a cluster: it has no meaning here");
        }
    }
}
