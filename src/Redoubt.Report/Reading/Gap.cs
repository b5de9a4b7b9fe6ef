using Redoubt.Catalog;
using Redoubt.Evidence;

namespace Redoubt.Report.Reading;

/// <summary>Something that is not known, and how to find out.</summary>
/// <param name="Layer">The layer that cannot be judged for it.</param>
/// <param name="Missing">What is missing and how to get it.</param>
/// <param name="Subjects">How many subjects could not be judged for it; 0 where the whole layer lacks evidence.</param>
internal readonly record struct Gap(Layer Layer, string Missing, int Subjects)
{
    private const int ShownThings = 3;

    /// <summary>
    /// All gaps by layer: first a layer without any evidence, then what concerns most subjects. What is missing for one reason and brought
    /// by one remedy is said once, with an ellipsis for the subjects' names.
    /// </summary>
    public static IReadOnlyList<Gap> In(Assessment assessment, string ellipsis)
    {
        var gaps = assessment.Unknowns
            .SelectMany(unknown => unknown.Missing, (unknown, missing) => (unknown.Control.Layer, unknown.Subject, Missing: missing))
            .GroupBy(gap => (gap.Layer, gap.Missing.Code, gap.Missing.Remedy, Alone: Alone(gap.Missing, gap.Subject, ellipsis)))
            .Select(group => new Gap(group.Key.Layer, Text([.. group.Select(gap => (gap.Missing, gap.Subject))], ellipsis), group.Select(gap => gap.Subject).Distinct().Count()))
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

    // Where no remedy is shared, each thing is said on its own.
    private static string Alone(MissingEvidence missing, SubjectName subject, string ellipsis) =>
        missing.Remedy.Length > 0 ? "" : MessagePattern.Of(missing.ToString(), subject, ellipsis);

    private static string Text((MissingEvidence Missing, SubjectName Subject)[] group, string ellipsis)
    {
        var first = group[0].Missing;
        if (Array.TrueForAll(group, one => one.Missing == first))
        {
            return first.ToString();
        }

        string[] texts = [.. group.Select(one => MessagePattern.Of(one.Missing.ToString(), one.Subject, ellipsis)).Distinct(StringComparer.Ordinal)];
        if (texts.Length == 1)
        {
            return texts[0];
        }

        string[] things = [.. group.Select(one => MessagePattern.Of(one.Missing.What, one.Subject, ellipsis)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var more = things.Length > ShownThings ? $", +{things.Length - ShownThings} more" : "";
        var why = first.Code switch
        {
            MissingCode.Incomplete => ": there may be more than were given",
            MissingCode.ReferredTo => ": only referred to",
            _ => "",
        };
        return $"{string.Join(", ", things.Take(ShownThings))}{more}{why}: {first.Remedy}";
    }
}
