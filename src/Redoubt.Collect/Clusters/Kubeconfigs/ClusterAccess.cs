namespace Redoubt.Collect.Clusters.Kubeconfigs;

/// <summary>Where a cluster is, how its server is known, and as whom it is asked: what a context of a kubeconfig comes to.</summary>
/// <param name="Name">The cluster's name there.</param>
/// <param name="Server">The address of its API server.</param>
internal sealed record ClusterAccess(string Name, Uri Server)
{
    /// <summary>The name for which the server's certificate must be; null for the address's.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Whether any certificate is taken.</summary>
    public bool SkipsVerification { get; init; }

    /// <summary>The authorities' certificates (PEM); null for those of the system.</summary>
    public string? Authority { get; init; }

    /// <summary>The proxy; null for that of the environment.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Whether answers may come compressed.</summary>
    public bool IsCompressed { get; init; } = true;

    /// <summary>What a plug-in for credentials of this cluster is to know, as JSON; null for nothing.</summary>
    public string? PluginConfiguration { get; init; }

    /// <summary>As whom it is asked.</summary>
    public UserAccess User { get; init; } = new();
}

/// <summary>As whom a server is asked.</summary>
internal sealed record UserAccess
{
    /// <summary>The client's certificate with those that lead to an authority (PEM); null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>Its key (PEM).</summary>
    public string? Key { get; init; }

    /// <summary>The bearer token; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>A file whose content is the token as long as it can be read; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>A name for basic authentication; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }

    /// <summary>A program that knows the credentials; null for none.</summary>
    public ExecPlugin? Plugin { get; init; }

    /// <summary>The headers that ask to act as somebody else.</summary>
    public IReadOnlyList<(string Name, string Value)> Impersonation { get; init; } = [];
}

/// <summary>A program that knows the credentials.</summary>
/// <param name="ApiVersion">In which version of <c>client.authentication.k8s.io</c> it speaks.</param>
/// <param name="Command">The program: a name to look for, or a path.</param>
internal sealed record ExecPlugin(string ApiVersion, string Command)
{
    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables beside those of the environment.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>How to get the program, in the words of whoever wrote the kubeconfig.</summary>
    public string InstallHint { get; init; } = "";

    /// <summary>Whether it asks a person: <c>Never</c>, <c>IfAvailable</c>, <c>Always</c>.</summary>
    public string InteractiveMode { get; init; } = "IfAvailable";

    /// <summary>Whether it is told of the cluster.</summary>
    public bool WantsCluster { get; init; }
}
