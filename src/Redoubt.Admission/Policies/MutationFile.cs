using System.Collections.Immutable;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>Reads the changes of mutating policies, and reports what the API server refuses in them.</summary>
internal static class MutationFile
{
    public static ImmutableArray<Mutation> Read(FieldReader spec)
    {
        var mutations = ImmutableArray.CreateBuilder<Mutation>();
        foreach (var item in spec.Items("mutations"))
        {
            var entry = spec.Of(item);
            entry.Only("patchType", "applyConfiguration", "jsonPatch");
            var type = entry.Required("patchType");
            if (type is not ("" or "ApplyConfiguration" or "JSONPatch"))
            {
                entry.Report(entry.Map["patchType"], $"`{type}` is no patchType; one of ApplyConfiguration, JSONPatch{Suggestion.Of(type, ["ApplyConfiguration", "JSONPatch"])}");
                continue;
            }

            var isJsonPatch = type == "JSONPatch" || (type.Length == 0 && entry.Map["jsonPatch"].Exists);
            var (own, other) = isJsonPatch ? ("jsonPatch", "applyConfiguration") : ("applyConfiguration", "jsonPatch");
            if (entry.Map[other].HasValue)
            {
                entry.Report(entry.Map[other], $"`{other}` may not stand beside `{own}`");
            }

            var inner = entry.Inner(own);
            inner.Only("expression");
            if (!inner.Map.Exists)
            {
                entry.ReportMissing(own);
                continue;
            }

            mutations.Add(new Mutation(isJsonPatch, MatchFile.Expression(inner, "expression")));
        }

        return mutations.ToImmutable();
    }

    /// <summary>What the API server asks of a mutating policy of its own as a whole.</summary>
    public static void Complete(AdmissionPolicy policy, FieldReader spec)
    {
        if (spec.Required("reinvocationPolicy").Length > 0)
        {
            MatchFile.Word(spec, "reinvocationPolicy", "Never", "IfNeeded");
        }

        // The server names the list without saying of which rule.
        var rules = spec.Map["matchConstraints"]["resourceRules"];
        foreach (var operation in policy.Scope is MatchResources scope ? scope.Rules.SelectMany(rule => rule.Operations).Distinct() : [])
        {
            if (operation == "DELETE")
            {
                spec.Report(rules, FieldPath.Of(rules, "operations"), "`DELETE` leaves no object that could be changed");
            }
        }
    }
}
