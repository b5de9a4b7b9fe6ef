namespace Redoubt.Collect.Clusters;

/// <summary>How much is taken of a server, how long it is waited for, and how often it is asked: an answer is input as a file is.</summary>
public sealed record ClusterLimits
{
    /// <summary>The limits unless others are given.</summary>
    public static ClusterLimits Default { get; } = new();

    /// <summary>How many objects are asked for at once.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>How many kinds are listed at the same time.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How many requests a second are made in the long run.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>How many requests may be made at once after a rest.</summary>
    public int Burst { get; init; } = 100;

    /// <summary>How often a request is made before its failure counts.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>The first wait between two attempts; each further one is twice as long.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two attempts, also where the server asks for a longer one.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a server may say nothing.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a collection may take: what is not listed by then is unknown.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The largest object, in bytes of JSON; etcd takes 1.5 MB unless it is told otherwise.</summary>
    public int ObjectBytes { get; init; } = 64 << 20;

    /// <summary>The largest answer that is no list.</summary>
    public int DocumentBytes { get; init; } = 32 << 20;

    /// <summary>The most objects of a kind.</summary>
    public long Objects { get; init; } = 2_000_000;

    /// <summary>The most bytes of a kind.</summary>
    public long KindBytes { get; init; } = 8L << 30;

    /// <summary>How long a plug-in for credentials may take.</summary>
    public TimeSpan Plugin { get; init; } = TimeSpan.FromMinutes(2);
}
