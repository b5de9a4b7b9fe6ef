using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Compile;

/// <summary>Finds kinds that nobody has: a control for one would never be asked.</summary>
internal static class UnknownKind
{
    /// <summary>Why a kind is none; null if it is known, or is one of a group that is not Kubernetes' own.</summary>
    public static string? Objection(KindPattern kind)
    {
        var known = FieldIndex.Default.KindsNamed(kind.Kind);
        if (kind.Group is null)
        {
            return known.Length > 0 || PodTemplates.Default.Kinds.Any(one => one.Kind == kind.Kind) ? null
                : $"`{kind.Kind}` is no kind that is known{Suggestion.Of(kind.Kind, Names())}; a kind of others is written with its group, as `example.org/{kind.Kind}`";
        }

        var isBuiltIn = FieldIndex.Default.Kinds.Any(one => one.Group == kind.Group);
        return isBuiltIn && !known.ToArray().Any(one => one.Group == kind.Group) && !PodTemplates.Default.Has(new GroupKind(kind.Group, kind.Kind))
            ? $"`{kind.Group}` has no kind `{kind.Kind}`{Suggestion.Of(kind.Kind, Names(kind.Group))}"
            : null;
    }

    private static string[] Names(string? group = null) =>
        [.. FieldIndex.Default.Kinds.Where(one => group is null || one.Group == group).Select(one => one.Kind).Distinct(StringComparer.Ordinal)];
}
