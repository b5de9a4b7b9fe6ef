namespace Redoubt.Evidence.Schema;

/// <summary>From which to which minor version of Kubernetes an API version of a kind is served.</summary>
/// <param name="Since">The minor of the first release that serves it; 0 if it always was.</param>
/// <param name="Deprecated">The minor of the release that deprecates it, or null.</param>
/// <param name="Removed">The minor of the first release that no longer serves it, or null.</param>
/// <param name="Replacement">The API version to use instead, or null if there is none or none is needed.</param>
public readonly record struct Served(int Since, int? Deprecated, int? Removed, string? Replacement)
{
    /// <summary>Whether Kubernetes 1.<paramref name="minor"/> serves it (alpha and beta versions possibly only when switched on).</summary>
    public bool At(int minor) => minor >= Since && (Removed is null || minor < Removed);
}

/// <summary>One kind of object in one version of its API.</summary>
public sealed class KindInfo
{
    internal KindInfo(string apiVersion, string kind, string? plural, bool namespaced, FieldType? type, Served served)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        ApiVersion = apiVersion;
        Group = slash < 0 ? "" : apiVersion[..slash];
        Version = apiVersion[(slash + 1)..];
        Kind = kind;
        Plural = plural;
        Namespaced = namespaced;
        _type = type;
        Served = served;
    }

    private readonly FieldType? _type;

    /// <summary>The API's group; empty for the core.</summary>
    public string Group { get; }

    /// <summary>The API's version, such as `v1beta1`.</summary>
    public string Version { get; }

    /// <summary>Group and version as `apiVersion` has them.</summary>
    public string ApiVersion { get; }

    /// <summary>The kind, such as `Pod`.</summary>
    public string Kind { get; }

    /// <summary>The resource in URLs and roles, such as `pods`; null for what exists only below another resource.</summary>
    public string? Plural { get; }

    /// <summary>Whether its objects live in namespaces.</summary>
    public bool Namespaced { get; }

    /// <summary>The name of its type; null where the shape of an old version is not described.</summary>
    public string? TypeName => Type?.Name;

    /// <summary>Its fields; null where the shape of an old version is not described.</summary>
    public TypeInfo? Type => _type?.Object;

    /// <summary>Which releases serve it.</summary>
    public Served Served { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{ApiVersion} {Kind}";
}
