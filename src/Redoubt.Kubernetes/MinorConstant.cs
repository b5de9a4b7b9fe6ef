using Redoubt.Cel;

namespace Redoubt.Kubernetes;

/// <summary>The constant <c>kubernetes.minor</c>: of 1.33 it is 33.</summary>
public static class MinorConstant
{
    /// <summary>The constant as a library.</summary>
    /// <param name="minor">The minor number.</param>
    public static CelLibrary Library(int minor) => new()
    {
        Name = "kubernetes",
        Constants = [("kubernetes.minor", CelValue.Int(minor), CelType.Int)],
    };
}
