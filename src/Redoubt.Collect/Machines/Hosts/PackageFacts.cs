using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Installed packages, by the databases of dpkg and apk, which are text; rpm's is told as not read.</summary>
internal static class PackageFacts
{
    private const string Dpkg = "/var/lib/dpkg/status";
    private const string DpkgParts = "/var/lib/dpkg/status.d";
    private static readonly string[] Apk = ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"];
    private static readonly string[] Rpm = ["/var/lib/rpm", "/usr/lib/sysimage/rpm"];

    /// <summary>Fills <c>packages</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var packages = new List<JsonObject>();
        var known = false;
        foreach (var file in new[] { Dpkg }.Concat((machine.Root.Names(DpkgParts).Value ?? []).Where(name => !name.EndsWith(".md5sums", StringComparison.Ordinal)).Select(name => $"{DpkgParts}/{name}")))
        {
            known |= Read(machine, draft, file, text => packages.AddRange(DpkgPackages(text)));
        }

        foreach (var file in Apk)
        {
            known |= Read(machine, draft, file, text => packages.AddRange(ApkPackages(text)));
        }

        if (Rpm.FirstOrDefault(folder => machine.Root.Names(folder).Value is { Count: > 0 }) is { } rpm)
        {
            draft.Unknown("packages", $"{rpm}: the database of rpm is not read by this version");
        }
        else if (!known)
        {
            draft.Unknown("packages", $"{Dpkg}: it is not there, nor is a database of apk or rpm");
        }

        draft.Facts["packages"] = new JsonArray([.. packages.OrderBy(package => package["name"]!.GetValue<string>(), StringComparer.Ordinal).ThenBy(package => package["version"]!.GetValue<string>(), StringComparer.Ordinal)]);
    }

    private static bool Read(Machine machine, EvidenceDraft draft, string file, Action<string> read)
    {
        var text = machine.Root.Text(file, machine.Limits.DatabaseBytes);
        if (text.Found(out var found))
        {
            read(found);
        }
        else if (text.Reason is { } reason)
        {
            draft.Unknown("packages", $"{file}: {reason}");
        }

        return !text.IsAbsent;
    }

    /// <summary>Paragraphs of fields (deb-control(5)); a package that was removed stays in the file with another status.</summary>
    private static IEnumerable<JsonObject> DpkgPackages(string text)
    {
        foreach (var fields in Paragraphs(text, ": "))
        {
            // Status: what is wanted, whether it is whole, what is there. Images without dpkg have no Status.
            if (fields.TryGetValue("Package", out var name) && fields.TryGetValue("Version", out var version)
                && (!fields.TryGetValue("Status", out var status) || status.EndsWith(" installed", StringComparison.Ordinal)))
            {
                // Source: openssl (3.0.17-1), where it has another name or version than the package.
                var source = fields.GetValueOrDefault("Source", name).Split(' ', 2);
                yield return Package("deb", name, version, fields.GetValueOrDefault("Architecture"), source[0], source.Length > 1 ? source[1].Trim('(', ')') : version);
            }
        }
    }

    /// <summary>The versions of the packages of dpkg, by name; of one that is there for several architectures, one.</summary>
    /// <param name="root">The machine's root.</param>
    /// <param name="limits">How large the database may be.</param>
    public static IReadOnlyDictionary<string, string> DpkgVersions(MachineRoot root, NodeLimits limits)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var package in DpkgPackages(root.Text(Dpkg, limits.DatabaseBytes).Value ?? ""))
        {
            versions.TryAdd(package["name"]!.GetValue<string>(), package["version"]!.GetValue<string>());
        }

        return versions;
    }

    // One letter for each field (apk-v2 database): P name, V version, A architecture, o origin.
    private static IEnumerable<JsonObject> ApkPackages(string text) =>
        from fields in Paragraphs(text, ":")
        where fields.ContainsKey("P") && fields.ContainsKey("V")
        select Package("apk", fields["P"], fields["V"], fields.GetValueOrDefault("A"), fields.GetValueOrDefault("o", fields["P"]), fields["V"]);

    private static JsonObject Package(string type, string name, string version, string? architecture, string source, string sourceVersion) => new()
    {
        ["architecture"] = architecture,
        ["name"] = name,
        ["source"] = source,
        ["sourceVersion"] = sourceVersion,
        ["type"] = type,
        ["version"] = version,
    };

    private static IEnumerable<Dictionary<string, string>> Paragraphs(string text, string separator)
    {
        var fields = new Dictionary<string, string>();
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0)
            {
                yield return fields;
                fields = [];
            }
            else if (line[0] is not (' ' or '\t') && line.IndexOf(separator, StringComparison.Ordinal) is > 0 and var at)
            {
                fields.TryAdd(line[..at], line[(at + separator.Length)..].Trim());
            }
        }

        yield return fields;
    }
}
