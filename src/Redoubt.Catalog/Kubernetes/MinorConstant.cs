using Redoubt.Cel;

namespace Redoubt.Catalog.Kubernetes;

/// <summary>The constant <c>kubernetes.minor</c>: of 1.33 it is 33.</summary>
internal static class MinorConstant
{
    public static CelLibrary Library(int minor) => new()
    {
        Name = "kubernetes",
        Constants = [("kubernetes.minor", CelValue.Int(minor), CelType.Int)],
    };
}
