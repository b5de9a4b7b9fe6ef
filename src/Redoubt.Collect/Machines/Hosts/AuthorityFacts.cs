using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Components;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>The authorities that somebody made this machine trust beside those of its distribution: what <c>update-ca-certificates</c> and <c>update-ca-trust</c> add to its store.</summary>
internal static class AuthorityFacts
{
    // Debian and Alpine; Fedora and RHEL, with those that are trusted in full; SUSE; Arch.
    private static readonly string[] Directories = ["/usr/local/share/ca-certificates", "/etc/pki/ca-trust/source/anchors", "/etc/pki/trust/anchors", "/etc/ca-certificates/trust-source/anchors"];
    private static readonly string[] Suffixes = [".crt", ".pem", ".cer", ".der"];
    private const int Depth = 4;

    /// <summary>Fills <c>authorities</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var authorities = new JsonArray();
        foreach (var file in Directories.SelectMany(directory => Files(machine, draft, directory, 0)).Distinct(StringComparer.Ordinal))
        {
            var bytes = machine.Root.Read(file);
            var read = bytes.Found(out var found) ? CertificateText.Read(found) : Seen<IReadOnlyList<System.Security.Cryptography.X509Certificates.X509Certificate2>>.Unknown(bytes.WhyNot);
            if (!read.Found(out var certificates))
            {
                draft.Unknown("authorities", $"{file}: {read.WhyNot}");
                continue;
            }

            foreach (var certificate in certificates)
            {
                authorities.Add((JsonNode)CertificateText.ToJson(certificate, file));
                certificate.Dispose();
            }
        }

        draft.Facts["authorities"] = authorities;
    }

    private static IEnumerable<string> Files(Machine machine, EvidenceDraft draft, string directory, int depth)
    {
        var names = machine.Root.Names(directory);
        if (names.Reason is { } reason)
        {
            draft.Unknown("authorities", $"{directory}: {reason}");
        }

        foreach (var path in (names.Value ?? []).Select(name => $"{directory}/{name}"))
        {
            if (Suffixes.Any(suffix => path.EndsWith(suffix, StringComparison.Ordinal)))
            {
                yield return path;
            }
            else if (depth < Depth && machine.Root.StatusOfLink(path).Value is { Type: 'd' })
            {
                foreach (var file in Files(machine, draft, path, depth + 1))
                {
                    yield return file;
                }
            }
        }
    }
}
