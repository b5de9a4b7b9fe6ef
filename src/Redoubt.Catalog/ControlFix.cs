namespace Redoubt.Catalog;

/// <summary>How a fix is written into a manifest. Paths are as in <c>at</c>; <c>place</c> is the place that the finding points to.</summary>
public sealed record ControlFix
{
    /// <summary>No fix that a program could write.</summary>
    public static readonly ControlFix None = new();

    /// <summary>Fields that get a value: paths and JSON.</summary>
    public IReadOnlyList<(string Path, string Json)> Set { get; init; } = [];

    /// <summary>Fields that get a value which depends on the object: paths and CEL.</summary>
    public IReadOnlyList<(string Path, string Cel)> Compute { get; init; } = [];

    /// <summary>Fields and items that go.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>Lists that get an item if they do not have it: paths and JSON.</summary>
    public IReadOnlyList<(string Path, string Json)> Add { get; init; } = [];

    /// <summary>Where it fits: a bool in CEL over what <c>check</c> sees. Empty means everywhere.</summary>
    public string When { get; init; } = "";

    /// <summary>What it may break; empty for a fix after which everything works as before.</summary>
    public string Unsafe { get; init; } = "";

    /// <summary>What is written where <see cref="When"/> does not hold; null for nothing.</summary>
    public ControlFix? Otherwise { get; init; }

    /// <summary>Whether there is anything to write.</summary>
    public bool IsEmpty => Set.Count + Compute.Count + Remove.Count + Add.Count == 0;
}
