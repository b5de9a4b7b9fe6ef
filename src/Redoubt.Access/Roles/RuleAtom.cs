namespace Redoubt.Access.Roles;

/// <summary>The smallest part of a rule: one verb on one resource for one name or all, or one verb on one path.</summary>
/// <param name="Verb">The verb, as the rule has it: perhaps <c>*</c>.</param>
/// <param name="Group">The API group; empty for a path.</param>
/// <param name="Resource">The resource with its subresource; empty for a path.</param>
/// <param name="Name">The name; null for every name.</param>
/// <param name="Path">The path; null for a resource.</param>
public readonly record struct RuleAtom(string Verb, string Group, string Resource, string? Name, string? Path)
{
    private const string All = "*";

    /// <summary>Whether it allows a request.</summary>
    /// <param name="request">The request.</param>
    public bool Allows(AccessRequest request)
    {
        if (Verb is not All && Verb != request.Verb)
        {
            return false;
        }

        return Path is { } path
            ? request.Path is { } wanted && PathCovers(path, wanted)
            : request.Path is null && (Group is All || Group == request.Group) && HoldsResource(Resource, request.Resource, request.Subresource) && (Name is null || Name == request.Name);
    }

    /// <summary>Whether it gives all that another gives, as the server compares them (<c>ruleCovers</c> in policy_comparator.go).</summary>
    /// <param name="other">The other.</param>
    public bool Covers(RuleAtom other)
    {
        if ((Verb is not All && Verb != other.Verb) || (Path is null) != (other.Path is null))
        {
            return false;
        }

        return Path is { } path
            ? PathCovers(path, other.Path!)
            : (Group is All || Group == other.Group) && ResourceCovers(Resource, other.Resource) && (Name is null || Name == other.Name);
    }

    /// <summary>The smallest right that a request asks for.</summary>
    /// <param name="request">The request.</param>
    public static RuleAtom Of(AccessRequest request) => request.Path is { } path
        ? new(request.Verb, "", "", null, path)
        : new(request.Verb, request.Group, request.Subresource.Length == 0 ? request.Resource : $"{request.Resource}/{request.Subresource}", request.Name.Length == 0 ? null : request.Name, null);

    /// <summary>The atom as people write rights: <c>get pods/log</c>, <c>patch deployments.apps web</c>, <c>get /metrics</c>.</summary>
    public override string ToString()
    {
        if (Path is not null)
        {
            return $"{Verb} {Path}";
        }

        var slash = Group.Length == 0 ? -1 : Resource.IndexOf('/', StringComparison.Ordinal);
        var resource = Group.Length == 0 ? Resource : slash < 0 ? $"{Resource}.{Group}" : $"{Resource[..slash]}.{Group}{Resource[slash..]}";
        return Name is null ? $"{Verb} {resource}" : $"{Verb} {resource} {Name}";
    }

    /// <summary>Whether a path of a rule holds a path: <c>*</c> counts at the end only.</summary>
    internal static bool PathCovers(string path, string wanted) =>
        path == wanted || (path.EndsWith('*') && wanted.AsSpan().StartsWith(path.AsSpan().TrimEnd('*')));

    /// <summary>Whether a resource of a rule holds all of another: <c>*</c> does, and <c>*/scale</c> that subresource of every resource.</summary>
    internal static bool ResourceCovers(string resource, string other) => resource is All || resource == other
        || (resource.StartsWith("*/", StringComparison.Ordinal) && other.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash && other.AsSpan(slash).SequenceEqual(resource.AsSpan(1)));

    // `pods/exec`, or `*/exec`; `pods/*` is nothing.
    internal static bool HoldsResource(string own, string resource, string subresource)
    {
        if (own is All || subresource.Length == 0)
        {
            return own is All || own == resource;
        }

        return own.Length > subresource.Length && own.EndsWith(subresource, StringComparison.Ordinal) && own[^(subresource.Length + 1)] == '/'
            && own.AsSpan(0, own.Length - subresource.Length - 1) is var parent && (parent is All || parent.SequenceEqual(resource));
    }
}
