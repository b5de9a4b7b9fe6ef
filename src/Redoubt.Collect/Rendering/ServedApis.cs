using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;

namespace Redoubt.Collect.Rendering;

/// <summary>
/// What a chart may ask a cluster for by <c>.Capabilities.APIVersions</c>: each API version that a release serves, and each kind in it. Helm
/// alone knows the versions of its own library, and no kinds.
/// </summary>
internal static class ServedApis
{
    /// <summary>From this minor version on a new beta API is off unless somebody turns it on (KEP-3136).</summary>
    private const int BetaOffSince = 24;

    /// <summary>The names as <c>helm --api-versions</c> takes them, <c>policy/v1</c> and <c>policy/v1/PodDisruptionBudget</c>, in order.</summary>
    /// <param name="version">The version of Kubernetes; every name of the newest known for what is no version.</param>
    public static IReadOnlyList<string> Of(string version)
    {
        var minor = KubernetesVersion.TryParse(version, out var read) ? Math.Min(read.Minor, KubernetesVersion.NewestMinor) : KubernetesVersion.NewestMinor;
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var kind in FieldIndex.Default.Kinds.Where(kind => IsServed(kind, minor)))
        {
            names.Add(kind.ApiVersion);
            names.Add($"{kind.ApiVersion}/{kind.Kind}");
        }

        return [.. names];
    }

    // A kind without a resource is a file of a component's, or stands below another resource.
    private static bool IsServed(KindInfo kind, int minor) =>
        kind.Served.At(minor) && kind.Group != EvidenceKinds.Group && kind.Plural is not null
        && !kind.Version.Contains("alpha", StringComparison.Ordinal)
        && (!kind.Version.Contains("beta", StringComparison.Ordinal) || kind.Served.Since < BetaOffSince);
}
