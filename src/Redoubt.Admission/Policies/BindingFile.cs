using System.Collections.Immutable;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>Reads the bindings of the API server's own policies.</summary>
internal static class BindingFile
{
    private static readonly string[] Words = ["Deny", "Warn", "Audit"];

    public static PolicyBinding Read(Document document, FieldReader root)
    {
        var isMutating = document.Kind == "MutatingAdmissionPolicyBinding";
        var spec = root.Inner("spec");
        if (!spec.Map.Exists)
        {
            root.Report(document.Mention, "`spec` is missing");
        }

        spec.Only("policyName", "paramRef", "matchResources", "validationActions");
        var scope = spec.Inner("matchResources");
        return new PolicyBinding
        {
            Document = document,
            PolicyName = spec.Map.Exists ? spec.Required("policyName") : "",
            IsMutating = isMutating,
            Scope = scope.Map.Exists ? MatchFile.Read(scope, isRequired: false) : null,
            Params = MatchFile.ParamReference(spec),
            Actions = isMutating ? [] : Actions(spec, isRequired: spec.Map.Exists),
        };
    }

    /// <summary>The <c>validationActions</c> of a binding or of a Kyverno policy.</summary>
    public static ImmutableArray<ValidationAction> Actions(FieldReader spec, bool isRequired)
    {
        var actions = ImmutableArray.CreateBuilder<ValidationAction>();
        foreach (var word in spec.Texts("validationActions"))
        {
            if (!Enum.TryParse<ValidationAction>(word, out var action) || !Words.Contains(word))
            {
                spec.Report(spec.Map["validationActions"], $"`{word}` is no action; one of {string.Join(", ", Words)}{Suggestion.Of(word, Words)}");
                continue;
            }

            actions.Add(action);
        }

        if (actions.Count == 0 && isRequired)
        {
            spec.Report(spec.Map, "`validationActions` is missing: nothing would happen");
        }

        if (actions.Contains(ValidationAction.Deny) && actions.Contains(ValidationAction.Warn))
        {
            spec.Report(spec.Map["validationActions"], "`Deny` and `Warn` cannot be together: the message would be told twice");
        }

        return actions.ToImmutable();
    }
}
