namespace Redoubt.Attack.Things;

/// <summary>
/// Images of databases, caches and queues, by a name within the last part of theirs: also <c>acme/redis-custom</c>, since a store that is missed is a way that
/// nobody is told. The control's fact <c>container.isDataStore()</c> wants the whole name, since it accuses. Each name of either is one of both, which a test holds.
/// </summary>
internal static class StoreImage
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "postgres", "pgvector", "timescaledb", "mysql", "mariadb", "percona-server", "mssql-server", "mongo", "couchdb", "cassandra", "neo4j", "influxdb", "clickhouse",
        "elastic", "opensearch", "etcd", "zookeeper", "redis", "valkey", "memcached", "rabbitmq", "kafka", "nats", "minio",
    ];

    /// <summary>Whether an image is that of a store, and not of what only reads its figures.</summary>
    /// <param name="repository">The image, without tag and digest.</param>
    public static bool Is(string repository)
    {
        var last = repository[(repository.LastIndexOf('/') + 1)..];
        return Names.Any(name => last.Contains(name, StringComparison.Ordinal)) && !last.Contains("exporter", StringComparison.Ordinal);
    }
}
