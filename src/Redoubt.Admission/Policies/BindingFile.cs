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
        ImmutableArray<string> words = [.. spec.Texts("validationActions")];
        RuleFile.ReportEach(spec, "validationActions", words, (index, word) =>
            !Words.Contains(word) ? $"`{word}` is no action; one of {string.Join(", ", Words)}{Suggestion.Of(word, Words)}"
            : words.IndexOf(word) < index ? $"`{word}` is there twice"
            : "");
        actions.AddRange(words.Where(word => Words.Contains(word)).Distinct().Select(word => Enum.Parse<ValidationAction>(word)));

        if (actions.Count == 0 && isRequired)
        {
            spec.ReportMissing("validationActions", "`validationActions` is missing: nothing would happen");
        }

        if (actions.Contains(ValidationAction.Deny) && actions.Contains(ValidationAction.Warn))
        {
            spec.Report(spec.Map["validationActions"], "`Deny` and `Warn` cannot be together: the message would be told twice");
        }

        return actions.ToImmutable();
    }
}
