using Redoubt.Catalog.Kubernetes.Libraries;
using Redoubt.Cel;

namespace Redoubt.Catalog.Kubernetes;

/// <summary>The libraries that a control over API objects may use: those of the API server of Kubernetes 1.30, so that it can be exported.</summary>
internal static class KubernetesLibraries
{
    public static IReadOnlyList<CelLibrary> All { get; } = [CelLibraries.Strings(2), CelLibraries.Sets, CelLibraries.Optionals(1), ListsLibrary.Version(0), RegexLibrary.Library];

    /// <summary>The constant <c>kubernetes.minor</c>: of 1.33 it is 33.</summary>
    public static CelLibrary Version(int minor) => new()
    {
        Name = "kubernetes",
        Constants = [("kubernetes.minor", CelValue.Int(minor), CelType.Int)],
    };
}
