using Redoubt.Catalog;
using Redoubt.Evidence.Views;

namespace Redoubt.Run;

/// <summary>The version of Kubernetes that is judged for: read, chosen, and told where it is newer than any that is known.</summary>
public static class TargetVersions
{
    /// <summary>The newest version that is known, as <c>1.37</c>.</summary>
    public static string Newest { get; } = $"1.{KubernetesVersion.NewestMinor}";

    /// <summary>Reads a version; null if none is said.</summary>
    /// <param name="text">The text; empty for none.</param>
    /// <param name="source">Where it was said.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static TargetVersion? Read(string text, string source, ICollection<string> problems)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!KubernetesVersion.TryParse(text, out var version) || version.Major != 1)
        {
            problems.Add($"`{text}` is no version of Kubernetes, such as `1.33`");
            return null;
        }

        return Told(version, source);
    }

    /// <summary>The version that the command line says, else the configuration; null if none is said.</summary>
    /// <param name="option">The value of <c>--kubernetes</c>; null if it was not given.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static TargetVersion? Read(string? option, Configuration configuration, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return option is null ? Read(configuration.Kubernetes, "redoubt.yaml", problems) : Read(option, "--kubernetes", problems);
    }

    /// <summary>The minor number of a version, for what judges policies; the newest known if none is said.</summary>
    /// <param name="text">The text; null or empty for none.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static int ReadMinor(string? text, ICollection<string> problems) =>
        Read(text ?? "", "", problems) is { } version ? MinorOf(version) : KubernetesVersion.NewestMinor;

    /// <summary>The version that is judged for: what was said, else the server's, else the newest known.</summary>
    /// <param name="said">What was said.</param>
    /// <param name="server">The server's version in the evidence.</param>
    public static TargetVersion Of(TargetVersion? said, KubernetesVersion? server) =>
        said ?? (server is { } version ? Told(version, "the API server") : new TargetVersion(Newest, "the newest known"));

    /// <summary>The minor number to judge by: of a version that is newer than any known, the newest known.</summary>
    /// <param name="target">The version.</param>
    public static int MinorOf(TargetVersion target) =>
        KubernetesVersion.TryParse(target.Version, out var version) ? Math.Min(version.Minor, KubernetesVersion.NewestMinor) : KubernetesVersion.NewestMinor;

    private static TargetVersion Told(KubernetesVersion version, string source)
    {
        var text = $"{version.Major}.{version.Minor}";
        return version.Minor <= KubernetesVersion.NewestMinor ? new TargetVersion(text, source)
            : new TargetVersion(text, $"{source}; newer than any version known, so judged as {Newest}");
    }
}
