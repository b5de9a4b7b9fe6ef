using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Run.Questions;

/// <summary>A platform as the command line names it, ready to be asked about.</summary>
public sealed class EvidenceSession
{
    private EvidenceSession(Configuration configuration, Platform platform, int minor, Collected collected)
    {
        (Configuration, Platform, Minor) = (configuration, platform, minor);
        Collected = collected;
        Problems = [.. collected.Problems.Select(entry => entry.ToString())];
        Notes = [.. collected.Ledger.Where(entry => entry.Level == LedgerLevel.Note).Select(entry => entry.ToString())];
    }

    /// <summary>What the configuration says.</summary>
    public Configuration Configuration { get; }

    /// <summary>Names files from the configuration's folder.</summary>
    public RelativeFiles Files { get; private init; } = new(Directory.GetCurrentDirectory(), Directory.GetCurrentDirectory());

    /// <summary>The files that were read.</summary>
    internal Collected Collected { get; }

    /// <summary>The evidence.</summary>
    public Platform Platform { get; }

    /// <summary>The minor version of Kubernetes: of 1.33 it is 33.</summary>
    public int Minor { get; }

    /// <summary>The minor version that somebody said, or the evidence says; null where it was only taken.</summary>
    public int? SaidMinor { get; private init; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What whoever asks should know of what was read.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Collects what is named.</summary>
    /// <param name="request">What is asked about.</param>
    /// <param name="problems">Takes what is wrong with it; there is then no session.</param>
    public static EvidenceSession? Open(EvidenceRequest request, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(problems);
        var configuration = ConfigurationSource.Read(request.Configuration, problems);
        var said = TargetVersions.Read(request.Kubernetes, configuration, problems);
        if (problems.Count > 0)
        {
            return null;
        }

        var collected = Collector.Collect(request.Paths, request.Collection);
        using var values = collected.Values;
        var platform = collected.ToPlatform(request.Scope ?? configuration.Scope);
        return new EvidenceSession(configuration, platform, TargetVersions.MinorOf(TargetVersions.Of(said, platform.ServerVersion)), collected)
        {
            SaidMinor = (said ?? (platform.ServerVersion is { } server ? TargetVersions.Of(null, server) : null)) is { } version ? TargetVersions.MinorOf(version) : null,
            Files = new RelativeFiles(ConfigurationSource.FolderOf(request.Configuration), Directory.GetCurrentDirectory()),
        };
    }
}

/// <summary>What a question is about.</summary>
public sealed record EvidenceRequest
{
    /// <summary>Files, folders, patterns, or <c>-</c>.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The configuration's file; null for the usual one. It says version and scope where nothing else does.</summary>
    public string? Configuration { get; init; }

    /// <summary>The version of Kubernetes; null to go by the configuration, then by the evidence.</summary>
    public string? Kubernetes { get; init; }

    /// <summary>Whether what is given is all there is; null to go by the configuration, then by each source.</summary>
    public Scope? Scope { get; init; }

    /// <summary>How evidence is collected.</summary>
    public CollectOptions Collection { get; init; } = CollectOptions.Default;
}
