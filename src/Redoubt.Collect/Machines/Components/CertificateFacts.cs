using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// Every certificate that a component trusts or shows, in files of its own and inside kubeconfigs; a file that several name is told of the first. And whether etcd trusts
/// the authority of the cluster, which is asked of the key and not of the path.
/// </summary>
internal sealed class CertificateFacts
{
    private readonly HashSet<string> _told = [];

    /// <summary>Fills <c>certificateFiles</c>, and <c>sharesClusterAuthority</c> of etcd.</summary>
    /// <param name="sight">The component.</param>
    /// <param name="all">All components of the machine.</param>
    public void Collect(ComponentSight sight, IReadOnlyList<ComponentSight> all)
    {
        var files = new JsonObject();
        sight.Draft.Facts["certificateFiles"] = files;
        foreach (var path in Paths(sight).Where(_told.Add))
        {
            Add(sight, files, path, IsKubeconfig(path) ? Inside(sight, path) : Certificates(sight, path));
        }

        if (sight.Name == "etcd")
        {
            Compare(sight, all);
        }
    }

    private static IEnumerable<string> Paths(ComponentSight sight)
    {
        var roles = (JsonObject)sight.Draft.Facts["roles"]!;
        string[] listed = ["pki-certificate", "admin-kubeconfig", "kubeconfig", "client-authority"];
        var paths = listed.SelectMany(role => (roles[role] as JsonArray ?? []).Select(path => path!.GetValue<string>()));
        var named = sight.Resolver.Settings.Values.Where(setting => setting.Fact.Type == SettingType.File && IsCertificate(setting.Fact.Name)).SelectMany(setting => SettingText.Words(setting.Text));
        var own = sight.Name == "kubelet" ? new[] { "kubelet-client-current.pem", "kubelet-server-current.pem", "kubelet.crt" }.Select(name => $"{sight.Setting("cert-dir").Text}/{name}") : [];
        return paths.Concat(named).Concat(own.Where(path => sight.Root.Status(path).Value is not null)).Where(path => path.StartsWith('/') && !path.EndsWith('*'));
    }

    private static bool IsCertificate(string setting) =>
        setting is "client-ca-file" or "root-ca-file" or "etcd-cafile" or "etcd-certfile" or "kubelet-client-certificate" or "kubelet-certificate-authority"
        || setting.EndsWith("-cert-file", StringComparison.Ordinal) || setting.EndsWith("-ca-file", StringComparison.Ordinal) || (setting.EndsWith("kubeconfig", StringComparison.Ordinal) && setting != "bootstrap-kubeconfig")
        || setting is "cert-file" or "tls-cert-file" or "trusted-ca-file";

    private static bool IsKubeconfig(string path) => path.EndsWith(".conf", StringComparison.Ordinal) || path.EndsWith(".kubeconfig", StringComparison.Ordinal)
        || path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".config", StringComparison.Ordinal) || path.EndsWith("kubeconfig", StringComparison.Ordinal);

    private static void Add(ComponentSight sight, JsonObject files, string path, Seen<IReadOnlyList<X509Certificate2>> certificates)
    {
        if (!certificates.Found(out var found))
        {
            sight.Draft.Unknown($"certificateFiles{EvidenceDraft.Key(path)}", $"{path}: {certificates.WhyNot}");
            files[path] = new JsonObject { ["path"] = path };
            return;
        }

        var file = new JsonObject
        {
            ["certificates"] = new JsonArray([.. found.Select(certificate => (JsonNode)CertificateText.ToJson(certificate, path))]),
            ["isKubeconfig"] = IsKubeconfig(path),
            ["path"] = path,
        };
        files[path] = file;
        AddKey(sight, file, path, found);
        foreach (var certificate in found)
        {
            certificate.Dispose();
        }
    }

    /// <summary>Whether the key of the same name beside a certificate is its own.</summary>
    private static void AddKey(ComponentSight sight, JsonObject file, string path, IReadOnlyList<X509Certificate2> found)
    {
        var key = path.EndsWith(".crt", StringComparison.Ordinal) ? $"{path[..^4]}.key" : null;
        var bytes = key is null ? Seen<byte[]>.Absent : sight.Root.Read(key);
        if (bytes.IsAbsent)
        {
            return;
        }

        var matches = bytes.Value is { } read ? CertificateText.IsKeyOf(read, found[0]) : null;
        file["key"] = key;
        if (matches is null)
        {
            sight.Draft.Unknown($"certificateFiles{EvidenceDraft.Key(path)}.keyMatches", $"{key}: {bytes.Reason ?? "it is no key that can be read"}");
        }
        else
        {
            file["keyMatches"] = matches.Value;
        }
    }

    private static Seen<IReadOnlyList<X509Certificate2>> Certificates(ComponentSight sight, string path)
    {
        var bytes = sight.Root.Read(path);
        return bytes.Found(out var found) ? CertificateText.Read(found) : bytes.As<IReadOnlyList<X509Certificate2>>();
    }

    /// <summary>The certificates that a kubeconfig shows who it is with.</summary>
    private static Seen<IReadOnlyList<X509Certificate2>> Inside(ComponentSight sight, string path)
    {
        var text = sight.Root.Text(path);
        if (!text.Found(out var found))
        {
            return text.As<IReadOnlyList<X509Certificate2>>();
        }

        var problems = new List<FilePlace>();
        var documents = ValueReader.Read(path, found, problems);
        if (problems.Count > 0)
        {
            return Seen<IReadOnlyList<X509Certificate2>>.Unknown(problems[0].Reason);
        }

        var all = new List<X509Certificate2>();
        foreach (var data in documents.SelectMany(root => root["users"].AllItems()).Select(user => user["user"]["client-certificate-data"].AsString()).OfType<string>())
        {
            var bytes = new byte[data.Length];
            var read = Convert.TryFromBase64String(data, bytes, out var length) ? CertificateText.Read(bytes[..length]) : Seen<IReadOnlyList<X509Certificate2>>.Unknown("the certificate inside does not parse");
            if (!read.Found(out var certificates))
            {
                return read;
            }

            all.AddRange(certificates);
        }
        return Seen<IReadOnlyList<X509Certificate2>>.Of(all);
    }

    private static void Compare(ComponentSight etcd, IReadOnlyList<ComponentSight> all)
    {
        var trusted = etcd.Setting("trusted-ca-file");
        if (trusted.Unknown is null && trusted.Text.Length == 0)
        {
            return;
        }

        var own = trusted.Unknown is { } reason ? Seen<IReadOnlyList<string>>.Unknown(reason) : Keys(etcd, trusted.Text);
        var cluster = all.Where(sight => sight.Name is "kube-apiserver" or "kubelet" && sight.Setting("client-ca-file").Text.Length > 0)
            .Select(sight => Keys(sight, sight.Setting("client-ca-file").Text)).ToArray();
        if (!own.Found(out var keys))
        {
            etcd.Draft.Unknown("sharesClusterAuthority", own.WhyNot);
        }
        else if (cluster.Any(one => one.Value is { } found && found.Intersect(keys).Any()))
        {
            etcd.Draft.Facts["sharesClusterAuthority"] = true;
        }
        else if (cluster.Length == 0 || cluster.Any(one => one.Value is null))
        {
            etcd.Draft.Unknown("sharesClusterAuthority", cluster.Length == 0 ? "the authority of the cluster is not on this machine" : cluster.First(one => one.Value is null).WhyNot);
        }
        else
        {
            etcd.Draft.Facts["sharesClusterAuthority"] = false;
        }
    }

    private static Seen<IReadOnlyList<string>> Keys(ComponentSight sight, string path)
    {
        var certificates = Certificates(sight, path);
        return certificates.Found(out var found)
            ? Seen<IReadOnlyList<string>>.Of([.. found.Select(certificate => Convert.ToBase64String(certificate.PublicKey.ExportSubjectPublicKeyInfo()))])
            : Seen<IReadOnlyList<string>>.Unknown($"{path}: {certificates.WhyNot}");
    }
}
