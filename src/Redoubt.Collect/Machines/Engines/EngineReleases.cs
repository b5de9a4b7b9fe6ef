using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>
/// Which release of its makers each part of an engine is, by what the engine itself says and by the packages of its makers. A distribution mends a package and keeps the
/// old number, so the number of such a package proves nothing: it is unknown.
/// </summary>
internal static partial class EngineReleases
{
    /// <summary>Packages by part; those of the makers carry their number, those of distributions do not.</summary>
    private static readonly (string Part, string Package, bool IsMakers)[] Packages =
    [
        ("docker", "docker-ce", true),
        ("docker", "docker.io", false),
        ("docker", "moby-engine", false),
        ("containerd", "containerd.io", true),
        ("containerd", "containerd", false),
        ("cri-o", "cri-o", true),
        ("runc", "runc", false),
    ];

    /// <summary>Fills <c>releases</c>.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="draft">The document of an engine, with <c>version</c> and <c>components</c> where the engine told them.</param>
    /// <param name="parts">The parts of the engine.</param>
    public static void Collect(Machine machine, EvidenceDraft draft, params string[] parts)
    {
        var releases = new JsonObject();
        draft.Facts["releases"] = releases;
        foreach (var part in parts)
        {
            var told = part == "docker" ? (string?)draft.Facts["version"] : (string?)draft.Facts["components"]?[part];
            var seen = told is { Length: > 0 } ? OfProgram(told) : OfPackage(machine, part);
            if (seen.Found(out var release))
            {
                releases[part] = release;
            }
            else
            {
                draft.Unknown($"releases{EvidenceDraft.Key(part)}", seen.WhyNot);
            }
        }
    }

    private static Seen<string> OfProgram(string version) => Plain().IsMatch(version.TrimStart('v'))
        ? Seen<string>.Of(version.TrimStart('v'))
        : OfDistribution(version);

    private static Seen<string> OfPackage(Machine machine, string part)
    {
        foreach (var (_, package, isMakers) in Packages.Where(package => package.Part == part))
        {
            if (machine.PackageVersion(package) is { } version)
            {
                // 5:27.3.1-1~debian.12~bookworm: an epoch, the release, and which build of the package it is.
                var release = version[(version.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('-')[0].Replace("~rc", "-rc", StringComparison.Ordinal);
                return isMakers ? OfProgram(release) : OfDistribution($"{package} {version}");
            }
        }

        return Seen<string>.Unknown("nothing that was read of the machine says which release it is");
    }

    private static Seen<string> OfDistribution(string version) =>
        Seen<string>.Unknown($"{version} is a distribution's build: it mends what is found under the old number, and its security tracker says what");

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+(-rc\.?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
