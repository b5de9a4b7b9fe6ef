using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Resources;

/// <summary>A resource, or a part of one, in one version of its group.</summary>
/// <param name="Group">The group; empty for the core.</param>
/// <param name="Version">The version.</param>
/// <param name="Name">The resource, as <c>pods</c>.</param>
/// <param name="Subresource">The part, as <c>status</c>; empty for the resource itself.</param>
/// <param name="Kind">The kind of its objects.</param>
/// <param name="IsNamespaced">Whether its objects lie in namespaces.</param>
/// <param name="Verbs">What can be done with it, in the order of discovery.</param>
public sealed record ApiResource(string Group, string Version, string Name, string Subresource, string Kind, bool IsNamespaced, IReadOnlyList<string> Verbs)
{
    /// <summary>The group and version of the kind, where they are not the resource's: an eviction's are <c>policy/v1</c>.</summary>
    public string? KindApiVersion { get; init; }

    /// <summary>The name of one object.</summary>
    public string Singular { get; init; } = "";

    /// <summary>Its short names.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Its categories, as <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The version of a definition that it comes from; null of a built-in one.</summary>
    public JsonObject? Custom { get; init; }

    /// <summary>The definition that it comes from.</summary>
    public JsonObject? Definition { get; init; }

    /// <summary>Group and version of the resource.</summary>
    public string GroupVersion => Group.Length > 0 ? $"{Group}/{Version}" : Version;

    /// <summary>Group and version of its objects.</summary>
    public string ApiVersion => KindApiVersion ?? GroupVersion;

    /// <summary>The kind of a list of them.</summary>
    public string ListKind => (string?)Definition?["spec"]?["names"]?["listKind"] ?? Kind + "List";

    /// <summary>The version in which its objects are kept.</summary>
    public string StorageVersion { get; init; } = "";
}
