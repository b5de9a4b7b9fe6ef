namespace Redoubt.Access.Audit;

/// <summary>A right that somebody used, and how often.</summary>
public sealed class AuditedRight
{
    internal AuditedRight(AccessRequest request, string because, bool hasAnyName)
    {
        (Request, Because, HasAnyName) = (request, because, hasAnyName);
        Subject = AccessSubject.OfUser(request.User.Name);
    }

    /// <summary>Who: a service account, or a user.</summary>
    public AccessSubject Subject { get; }

    /// <summary>What, as the authorizer was asked: the user with the groups that they were in.</summary>
    public AccessRequest Request { get; }

    /// <summary>Empty where the request itself is meant; else by what it rested on this right too, one of <see cref="ImpliedBy"/>.</summary>
    public string Because { get; }

    /// <summary>How many requests.</summary>
    public long Count { get; internal set; }

    /// <summary>Whether requests for several names are meant, which were too many to be told apart: the request has no name then.</summary>
    public bool HasAnyName { get; }

    /// <summary>The subject and the right, as <c>User:ada get pods/log p1 -n shop</c>.</summary>
    public override string ToString() => $"{Subject} {Roles.RuleAtom.Of(Request)}{(Request.Namespace.Length == 0 ? "" : $" -n {Request.Namespace}")}";
}

/// <summary>By what a request rests on a right that is not logged by itself.</summary>
public static class ImpliedBy
{
    /// <summary>Somebody acted as another.</summary>
    public const string Impersonation = "impersonated";

    /// <summary>A patch made the object: that asks for <c>create</c> with its name.</summary>
    public const string Patch = "made by patch";

    /// <summary>An update made the object: that asks for <c>create</c> with its name.</summary>
    public const string Update = "made by update";

    /// <summary>A WebSocket into a pod asks for <c>create</c> besides <c>get</c>, from 1.35.</summary>
    public const string WebSocket = "WebSocket";

    /// <summary>A binding gives what its writer has not.</summary>
    public const string Bind = "binds what it has not";

    /// <summary>A role holds what its writer has not.</summary>
    public const string Escalate = "writes what it has not";
}
