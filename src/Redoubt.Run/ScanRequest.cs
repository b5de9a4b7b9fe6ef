using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Evidence;

namespace Redoubt.Run;

/// <summary>What is to be scanned, and what is said beside the configuration: what is said here wins over it.</summary>
public sealed record ScanRequest
{
    /// <summary>Files, folders, patterns, or <c>-</c>.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The configuration's file; null for <c>redoubt.yaml</c> in this folder, if there is one.</summary>
    public string? Configuration { get; init; }

    /// <summary>Files and folders with controls of one's own.</summary>
    public IReadOnlyList<string> Catalogs { get; init; } = [];

    /// <summary>The controls that are asked: of these frameworks, with ids that fit these patterns and not those.</summary>
    public Selection Selection { get; init; } = new();

    /// <summary>The version of Kubernetes to judge for; null to go by the configuration, then by the evidence.</summary>
    public string? Kubernetes { get; init; }

    /// <summary>The day to judge for, as <c>2026-11-28</c>; null to go by the evidence, then by the clock.</summary>
    public string? At { get; init; }

    /// <summary>Whether what is scanned is all there is; null to go by the configuration, then by each source.</summary>
    public Scope? Scope { get; init; }

    /// <summary>How evidence is collected.</summary>
    public CollectOptions Collection { get; init; } = CollectOptions.Default;

    /// <summary>The file of an earlier run with which this one is compared; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The team whose findings are told; null for all.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether it is asked how many things must fail before something is lost.</summary>
    public bool AsksDepth { get; init; }

    /// <summary>Whether it is asked however large the platform is: a gate depends on it.</summary>
    public bool NeedsDepth { get; init; }

    /// <summary>Whether it is asked which objects are on a way to what must not be lost.</summary>
    public bool AsksRisk { get; init; }

    /// <summary>Whether it is asked what each safe fix changes in the text.</summary>
    public bool AsksFixes { get; init; }

    /// <summary>Whether what passed and every object that was judged is kept too.</summary>
    public bool KeepsAll { get; init; }
}
