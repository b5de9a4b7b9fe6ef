using Redoubt.Catalog.Views;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Export;

/// <summary>Which requests an exported policy is asked about.</summary>
internal static class ExportScope
{
    private const string Admission = "admissionregistration.k8s.io";

    private static readonly GroupKind Pod = new("", "Pod");

    /// <summary>
    /// The rules for what a view asks about; empty where the API server of that version serves none of it, or asks no policy about it, as
    /// about admission's own configuration (so that a policy cannot lock itself in).
    /// </summary>
    public static IReadOnlyList<ExportedRule> Rules(ExportedForm form, int minor)
    {
        var rules = Kinds(form, minor)
            .GroupBy(kind => (kind.Group, kind.Plural))
            .Select(kind => new ExportedRule(kind.Key.Group, Sorted(kind.Select(one => one.Version)), Resources(form, kind.Key.Plural!)));

        // Resources of one group in the same versions share a rule.
        return [.. rules
            .GroupBy(rule => (rule.Group, Versions: string.Join(',', rule.Versions)))
            .OrderBy(rule => rule.Key.Group, StringComparer.Ordinal).ThenBy(rule => rule.Key.Versions, StringComparer.Ordinal)
            .Select(rule => new ExportedRule(rule.Key.Group, rule.First().Versions, Sorted(rule.SelectMany(one => one.Resources))))];
    }

    /// <summary>The kinds, in each version that the API server serves and asks policies about.</summary>
    public static IEnumerable<KindInfo> Kinds(ExportedForm form, int minor) => FieldIndex.Default.Kinds
        .Where(kind => kind is { Plural: not null, Group: not Admission } && kind.Served.At(minor) && form.IsAsked(Of(kind)));

    // Debug containers come by a subresource, as an update of the pod.
    private static string[] Resources(ExportedForm form, string plural) =>
        plural == "pods" && form.SeesDebugContainers ? ["pods", "pods/ephemeralcontainers"] : [plural];

    private static GroupKind Of(KindInfo kind) => new(kind.Group, kind.Kind);

    private static string[] Sorted(IEnumerable<string> words) => [.. words.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The template of whatever object is asked about: one branch for each place in which built-in kinds have it.</summary>
    public static string PodTemplate(int minor)
    {
        var places = FieldIndex.Default.Kinds
            .Where(kind => kind.Plural is not null && kind.Served.At(minor) && Of(kind) != Pod && PodTemplates.Default.Has(Of(kind)))
            .Select(kind => (kind.Kind, Path: PodTemplates.Default.PathsOf(Of(kind))[0].ToString()))
            .Distinct()
            .ToLookup(place => place.Path, place => place.Kind);
        var usual = places.MaxBy(place => place.Count())!.Key;
        var others = places.Where(place => place.Key != usual).OrderBy(place => place.Key, StringComparer.Ordinal);
        var branches = others.SelectMany(place => place.Order(StringComparer.Ordinal).Select(kind => $"dyn(object).kind == '{kind}' ? dyn(object).{place.Key} : "));
        return $"dyn(object).kind == 'Pod' ? dyn(object) : {string.Concat(branches)}dyn(object).{usual}";
    }
}
