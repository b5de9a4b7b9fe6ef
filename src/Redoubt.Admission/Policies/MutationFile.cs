using System.Collections.Immutable;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>Reads the changes of mutating policies.</summary>
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
            var own = isJsonPatch ? "jsonPatch" : "applyConfiguration";
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
}
