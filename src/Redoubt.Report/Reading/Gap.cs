using Redoubt.Catalog;

namespace Redoubt.Report.Reading;

/// <summary>Something that is not known, and how to find out.</summary>
/// <param name="Layer">The layer that cannot be judged for it.</param>
/// <param name="Missing">What is missing and how to get it.</param>
/// <param name="Subjects">How many subjects could not be judged for it; 0 where the whole layer lacks evidence.</param>
internal readonly record struct Gap(Layer Layer, string Missing, int Subjects)
{
    /// <summary>
    /// All gaps by layer: first a layer without any evidence, then what concerns most subjects. What is said alike of several subjects
    /// is said once, with an ellipsis for their names.
    /// </summary>
    public static IReadOnlyList<Gap> In(Assessment assessment, string ellipsis)
    {
        var gaps = assessment.Unknowns
            .SelectMany(unknown => unknown.Missing, (unknown, missing) => (unknown.Control.Layer, unknown.Subject, Missing: missing))
            .Distinct()
            .GroupBy(gap => (gap.Layer, Missing: MessagePattern.Of(gap.Missing, gap.Subject, ellipsis)))
            .Select(group => (Subjects: group.Select(gap => gap.Subject).Distinct().Count(), group.Key, First: group.First()))
            .Select(group => new Gap(group.Key.Layer, group.Subjects == 1 ? group.First.Missing : group.Key.Missing, group.Subjects))
            .OrderByDescending(gap => gap.Subjects).ThenBy(gap => gap.Missing, StringComparer.Ordinal);
        var lacking = Enum.GetValues<Layer>().Where(layer => !assessment.Matrix.HasEvidence(layer))
            .Select(layer => new Gap(layer, WithoutEvidence(layer), 0));
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
}
