using Redoubt.Evidence.Schema;

namespace Redoubt.Evidence.Kinds;

/// <summary>
/// Whether an API server of any known version serves a kind. A group is built in if the index of kinds has one of it, whatever its name
/// ends with; of other groups only a name that is almost a built-in one is told.
/// </summary>
public static class ServedKinds
{
    private static readonly HashSet<string> Groups = [.. FieldIndex.Default.Kinds.Select(kind => kind.Group)];

    /// <summary>Why no API server serves a kind of a built-in group, and what may be meant; null for one that is served or of another group.</summary>
    /// <param name="apiVersion">The <c>apiVersion</c> as it is written.</param>
    /// <param name="kind">The kind as it is written.</param>
    public static string? Refusal(string apiVersion, string kind)
    {
        // A group without a dot is none that anybody but Kubernetes could define.
        var group = GroupKind.GroupOf(apiVersion);
        if ((!Groups.Contains(group) && group.Contains('.', StringComparison.Ordinal)) || FieldIndex.Default.TryKind(apiVersion, kind, out _))
        {
            return null;
        }

        return $"no version of Kubernetes serves `{kind}` in `{apiVersion}`{Meant(apiVersion, kind, 3)}";
    }

    /// <summary>What may be meant by a kind of a group that is not built in, where one letter makes it a built-in one; else null.</summary>
    /// <param name="apiVersion">The <c>apiVersion</c> as it is written.</param>
    /// <param name="kind">The kind as it is written.</param>
    public static string? NearMiss(string apiVersion, string kind)
    {
        var group = GroupKind.GroupOf(apiVersion);
        if (Groups.Contains(group))
        {
            return null;
        }

        var isNearGroup = Groups.FirstOrDefault(known => known.Length > 3 && Near(group, known, 2)) is not null;
        return (isNearGroup || Nearest(kind, 2) is { } near && near != kind) && Meant(apiVersion, kind, 2) is { Length: > 0 } meant
            ? $"`{apiVersion}` `{kind}` is none of Kubernetes' own kinds, and no definition of it was given{meant}"
            : null;
    }

    private static string Meant(string apiVersion, string kind, int limit)
    {
        if (Nearest(kind, limit) is not { } name)
        {
            return "";
        }

        var known = FieldIndex.Default.KindsNamed(name);
        var best = known[0];
        foreach (var candidate in known)
        {
            // Of the kind's versions the one that is written; else the newest.
            best = candidate.ApiVersion.Equals(apiVersion.Trim(), StringComparison.OrdinalIgnoreCase) ? candidate : best;
        }

        return $"; did you mean `{best.Kind}` in `{best.ApiVersion}`?";
    }

    /// <summary>The built-in kind whose name is nearest: equal, then with other capitals or in the plural, then by letters.</summary>
    private static string? Nearest(string kind, int limit)
    {
        string? best = null;
        var singular = kind.EndsWith('s') ? kind[..^1] : kind;
        foreach (var name in FieldIndex.Default.Kinds.Where(known => known.Group != EvidenceKinds.Group).Select(known => known.Kind).Distinct())
        {
            if (name == kind)
            {
                return name;
            }

            if (name.Equals(kind, StringComparison.OrdinalIgnoreCase) || name.Equals(singular, StringComparison.OrdinalIgnoreCase))
            {
                (best, limit) = (name, 1);
            }
            else if (kind.Length > 3 && EditDistance.Below(limit, kind, name) is { } distance)
            {
                (best, limit) = (name, distance);
            }
        }

        return best;
    }

    private static bool Near(string text, string known, int limit) =>
        text != known && (text.Equals(known, StringComparison.OrdinalIgnoreCase) || EditDistance.Below(limit, text, known) is not null);
}
