namespace Redoubt.Admission.Matching;

/// <summary>A resource that an API server serves.</summary>
/// <param name="Group">The API group; empty for the core.</param>
/// <param name="Version">The API version.</param>
/// <param name="Kind">The kind of its objects.</param>
/// <param name="Plural">Its name in URLs and rules.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
public readonly record struct ApiResource(string Group, string Version, string Kind, string Plural, bool IsNamespaced)
{
    /// <summary>Group and version as <c>apiVersion</c> has them.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Whether it is the core's namespaces.</summary>
    public bool IsNamespaces => Group.Length == 0 && Plural == "namespaces";
}
