namespace Redoubt.Catalog.Owners;

/// <summary>Who answers for what, as the configuration and the files beside it say.</summary>
public sealed record OwnerSettings
{
    /// <summary>Nobody is named.</summary>
    public static readonly OwnerSettings None = new();

    /// <summary>Teams and what they answer for; the first that fits counts.</summary>
    public IReadOnlyList<OwnerRule> Rules { get; init; } = [];

    /// <summary>Labels whose value names an object's team; the first that is there counts.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The owners of files; null where there is no such file.</summary>
    public CodeOwners? Files { get; init; }

    /// <summary>Whether the configuration says who owns what, so that what nobody owns is worth telling.</summary>
    public bool IsConfigured => Rules.Count > 0 || Labels.Count > 0;
}
