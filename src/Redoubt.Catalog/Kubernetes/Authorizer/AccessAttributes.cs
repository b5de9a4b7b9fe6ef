namespace Redoubt.Catalog.Kubernetes.Authorizer;

/// <summary>What is asked of an authorizer: who wants to do what.</summary>
internal sealed record AccessAttributes
{
    /// <summary>Who asks.</summary>
    public required AccessUser User { get; init; }

    public required string Verb { get; init; }

    /// <summary>The path of a request that is for no resource; else null.</summary>
    public string? Path { get; init; }

    public string Group { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty for the cluster.</summary>
    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    public SelectorText Fields { get; init; } = SelectorText.None;

    public SelectorText Labels { get; init; } = SelectorText.None;
}

/// <summary>Who asks: a name and the groups that it is in.</summary>
internal sealed record AccessUser(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>A service account, in the groups that all of them are in.</summary>
    public static AccessUser ServiceAccount(string ns, string name) =>
        new($"system:serviceaccount:{ns}:{name}", ["system:serviceaccounts", $"system:serviceaccounts:{ns}"]);
}
