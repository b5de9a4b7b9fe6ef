namespace Redoubt.Access;

/// <summary>What is asked: who wants to do what, to which resource or path.</summary>
public record AccessRequest
{
    /// <summary>Who asks.</summary>
    public required AccessUser User { get; init; }

    /// <summary>The verb, as <c>get</c>; for a path the method in lower case.</summary>
    public required string Verb { get; init; }

    /// <summary>The path of a request that is for no resource; else null.</summary>
    public string? Path { get; init; }

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The resource's plural, as <c>pods</c>.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource, as <c>log</c>; empty for none.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty for the cluster.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The object's name; empty where no one object is meant.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Who asks: a name and the groups that it is in.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Groups">The groups.</param>
public sealed record AccessUser(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>Nobody: for requests of which only the right is meant.</summary>
    public static AccessUser Nobody { get; } = new("", []);

    /// <summary>A service account, in the groups that make it one.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    public static AccessUser ServiceAccount(string ns, string name) =>
        new($"system:serviceaccount:{ns}:{name}", [AccessGroups.Accounts, AccessGroups.AccountsOf(ns)]);
}
