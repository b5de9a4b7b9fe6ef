namespace Redoubt.Collect.Datastores;

/// <summary>Which etcd is looked at, and as whom.</summary>
/// <param name="Endpoint">The address of one member, as <c>https://127.0.0.1:2379</c>.</param>
/// <param name="Collected">When: written into the document.</param>
public sealed record DatastoreRequest(Uri Endpoint, DateTimeOffset Collected)
{
    /// <summary>The file with the authorities' certificates (PEM); null for those of the system.</summary>
    public string? Authority { get; init; }

    /// <summary>The file with the client's certificate (PEM); null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The file with its key (PEM); null where it stands beside the certificate.</summary>
    public string? Key { get; init; }

    /// <summary>Below which key Kubernetes' objects lie: the API server's <c>--etcd-prefix</c>.</summary>
    public string Prefix { get; init; } = "/registry";

    /// <summary>The most namespaces that are looked at; that there are more is unknown with this limit.</summary>
    public int Namespaces { get; init; } = 10_000;

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(10);
}
