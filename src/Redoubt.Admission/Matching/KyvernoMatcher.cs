using Redoubt.Admission.Policies;
using Redoubt.Evidence;

namespace Redoubt.Admission.Matching;

/// <summary>Matches requests as the rules of Kyverno's <c>ClusterPolicy</c> do.</summary>
internal static class KyvernoMatcher
{
    public static ScopeMatch Match(KyvernoScope scope, AdmissionRequest request)
    {
        var matched = scope.All.Select(filter => Fits(filter, request, isExclusion: false)).ToList();
        if (!scope.Any.IsEmpty)
        {
            matched.Add(scope.Any.Select(filter => Fits(filter, request, isExclusion: false)).Aggregate((bool?)false, Or));
        }

        var isMatch = matched.Count == 0 ? false : matched.Aggregate((bool?)true, And);
        if (isMatch is false)
        {
            return ScopeMatch.No("no filter of `match` fits it");
        }

        var excluded = scope.ExcludedByAny.Select(filter => Fits(filter, request, isExclusion: true)).Aggregate((bool?)false, Or);
        if (!scope.ExcludedByAll.IsEmpty)
        {
            excluded = Or(excluded, scope.ExcludedByAll.Select(filter => Fits(filter, request, isExclusion: true)).Aggregate((bool?)true, And));
        }

        return excluded is true ? ScopeMatch.No("`exclude` fits it")
            : isMatch is null || excluded is null ? ScopeMatch.Unknown($"the labels of namespace `{request.Namespace}` are not known")
            : new ScopeMatch(true, "", request.Resource);
    }

    // Where nothing is known of the user, Kyverno does not ask `match` for one, and `exclude` fits no one.
    private static bool? Fits(KyvernoFilter filter, AdmissionRequest request, bool isExclusion)
    {
        if (!filter.AsksForObject && !filter.AsksForUser)
        {
            return false;
        }

        var asksForUser = filter.AsksForUser && (isExclusion || !request.User.IsEmpty);
        return !filter.AsksForObject && !asksForUser ? false
            : FitsObject(filter, request) && (!asksForUser || FitsUser(filter, request.User)) ? FitsNamespace(filter, request)
            : false;
    }

    private static bool FitsObject(KyvernoFilter filter, AdmissionRequest request)
    {
        var target = request.Object.Exists ? request.Object : request.OldObject;
        var metadata = target["metadata"];
        var name = metadata["name"].AsString() ?? metadata["generateName"].AsString() ?? "";
        return (filter.Kinds.IsEmpty || filter.Kinds.Any(kind => FitsKind(KyvernoKind.Parse(kind), request)))
            && (filter.Names.IsEmpty || filter.Names.Any(pattern => Wildcard.Fits(pattern, name)))
            && (filter.Namespaces.IsEmpty || filter.Namespaces.Any(pattern => Wildcard.Fits(pattern, request.Namespace)))
            && (filter.Operations.IsEmpty || filter.Operations.Contains(request.Operation))
            && HasAll(metadata["annotations"], filter.Annotations)
            && (!filter.Selector.HasValue || WildcardSelector.Selects(filter.Selector, metadata["labels"]));
    }

    private static bool? FitsNamespace(KyvernoFilter filter, AdmissionRequest request) =>
        !filter.NamespaceSelector.HasValue ? true
        : request.Resource.IsNamespaces ? false
        : ScopeMatcher.NamespaceIsSelected(filter.NamespaceSelector, isServer: false, request);

    // A rule on pods also judges the ephemeral containers that are added to one.
    private static bool FitsKind(KyvernoKind kind, AdmissionRequest request) =>
        Wildcard.Fits(kind.Group, request.Resource.Group)
        && Wildcard.Fits(kind.Version, request.Resource.Version)
        && Wildcard.Fits(kind.Kind, request.Resource.Kind)
        && (kind.Subresource.Length == 0
            ? request.Subresource.Length == 0 || (kind.Kind == "Pod" && request.Subresource == "ephemeralcontainers")
            : Wildcard.Fits(kind.Subresource, request.Subresource));

    private static bool HasAll(Node annotations, Node wanted)
    {
        foreach (var pattern in wanted.Fields)
        {
            var fits = false;
            foreach (var annotation in annotations.Fields)
            {
                fits |= Wildcard.Fits(pattern.Key.ToString(), annotation.Key.ToString()) && Wildcard.Fits(pattern.AsString() ?? "", annotation.AsString() ?? "");
            }

            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static bool FitsUser(KyvernoFilter filter, AdmissionUser user) =>
        (filter.Roles.IsEmpty || user.Roles.Any(role => filter.Roles.Any(pattern => Wildcard.Fits(pattern, role))))
        && (filter.ClusterRoles.IsEmpty || user.ClusterRoles.Any(role => filter.ClusterRoles.Any(pattern => Wildcard.Fits(pattern, role))))
        && (!filter.Subjects.HasValue || IsSubject(filter.Subjects, user));

    private static bool IsSubject(Node subjects, AdmissionUser user)
    {
        foreach (var subject in subjects.Items)
        {
            var name = subject["name"].AsString() ?? "";
            var fits = subject["kind"].AsString() switch
            {
                "ServiceAccount" => user.Name == $"system:serviceaccount:{subject["namespace"].AsString() ?? ""}:{name}",
                "Group" => user.Groups.Any(group => Wildcard.Fits(name, group)),
                _ => user.Name.Length > 0 && Wildcard.Fits(name, user.Name),
            };
            if (fits)
            {
                return true;
            }
        }

        return false;
    }

    private static bool? And(bool? one, bool? other) => one is false || other is false ? false : one is null || other is null ? null : true;

    private static bool? Or(bool? one, bool? other) => one is true || other is true ? true : one is null || other is null ? null : false;
}
