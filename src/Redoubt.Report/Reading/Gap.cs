using Redoubt.Catalog;
using Redoubt.Evidence;

namespace Redoubt.Report.Reading;

/// <summary>Something that is not known, and how to find out.</summary>
/// <param name="Layer">The layer that cannot be judged for it.</param>
/// <param name="Missing">What is missing and how to get it.</param>
/// <param name="Subjects">How many subjects could not be judged for it; 0 where the whole layer lacks evidence.</param>
/// <param name="Command">The command or option that brings it; empty where there is none.</param>
internal readonly record struct Gap(Layer Layer, string Missing, int Subjects, string Command = "")
{
    private const int ShownThings = 3;

    /// <summary>
    /// All gaps by layer: first a layer without any evidence, then what concerns most subjects. What is missing for one reason and brought
    /// by one remedy is said once.
    /// </summary>
    public static IReadOnlyList<Gap> In(Assessment assessment, string ellipsis)
    {
        var gaps = assessment.Unknowns
            .SelectMany(unknown => unknown.Missing, (unknown, missing) => (unknown.Control.Layer, unknown.Subject, Missing: missing))
            .GroupBy(gap => (gap.Layer, gap.Missing.Code, gap.Missing.Remedy, Why: gap.Missing.Remedy.Length > 0 ? "" : gap.Missing.Why))
            .Select(group => new Gap(
                group.Key.Layer, Text([.. group.Select(gap => gap.Missing).Distinct()], ellipsis),
                group.Select(gap => gap.Subject).Distinct().Count(), CommandOf([.. group.Select(gap => gap.Missing.Command).Distinct()])))
            .OrderByDescending(gap => gap.Subjects).ThenBy(gap => gap.Missing, StringComparer.Ordinal);
        var lacking = Enum.GetValues<Layer>().Where(layer => !assessment.Matrix.HasEvidence(layer))
            .Select(layer => new Gap(layer, WithoutEvidence(layer), 0, CommandFor(layer)));
        return [.. lacking.Concat(gaps).OrderBy(gap => gap.Layer)];
    }

    /// <summary>What to give for a layer of which nothing was given.</summary>
    public static string WithoutEvidence(Layer layer) => layer switch
    {
        Layer.Infrastructure => "no machine and no container engine was given: add documents of kind Host or ContainerEngine",
        Layer.Cluster => "no cluster component was given: add documents of kind Component",
        Layer.Policy => "no role, namespace or policy was given: add their manifests, or what kubectl get -o yaml prints",
        _ => "no workload was given: add the manifests, or what kubectl get -o yaml prints",
    };

    // What no program collects has no command.
    private static string CommandFor(Layer layer) => layer switch
    {
        Layer.Policy => "kubectl get ns,roles,rolebindings -A -o yaml",
        Layer.Workloads => "kubectl get deploy,sts,ds,cj -A -o yaml",
        _ => "",
    };

    private static string CommandOf(string[] commands) => commands is [var only] ? only : "";

    private static string Text(MissingEvidence[] missing, string ellipsis)
    {
        var first = missing[0];
        string[] things = [.. missing.Select(one => one.What).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        // Only names at the end may be left out: of whose namespace something is missing says less than what it is.
        if (SharedText.Of(things, ellipsis) is { } shared && (things.Length == 1 || shared.Text.EndsWith(ellipsis, StringComparison.Ordinal)) && missing.All(one => one.Why == first.Why))
        {
            return (first with { What = shared.Text }).ToString();
        }

        var more = things.Length > ShownThings ? $", +{things.Length - ShownThings} more" : "";
        var why = first.Code switch
        {
            MissingCode.Incomplete => "there may be more than were given",
            MissingCode.ReferredTo => "only referred to",
            _ => first.Why,
        };
        return (first with { What = string.Join(", ", things.Take(ShownThings)) + more, Why = why }).ToString();
    }
}
