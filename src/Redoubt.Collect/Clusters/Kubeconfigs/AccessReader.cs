using System.Buffers;
using System.Text;
using System.Text.Json;
using Redoubt.Collect.Rendering;
using Redoubt.Evidence;

namespace Redoubt.Collect.Clusters.Kubeconfigs;

/// <summary>Reads a cluster and a user of a kubeconfig (<c>k8s.io/client-go/tools/clientcmd/api/v1</c>). Data counts before the file that is named beside it.</summary>
internal static class AccessReader
{
    private const string PluginExtension = "client.authentication.k8s.io/exec";

    /// <summary>The cluster, with nobody to ask it.</summary>
    public static ClusterAccess Cluster(string name, KubeconfigEntry entry)
    {
        var value = entry.Value;
        var (authority, skips) = (Content(entry, "certificate-authority"), value["insecure-skip-tls-verify"].IsTrue);
        if (skips && authority is not null)
        {
            throw new ClusterFaultException($"{entry.Place(value["insecure-skip-tls-verify"])}: `insecure-skip-tls-verify` beside an authority: one of the two is not meant");
        }

        return new ClusterAccess(name, Server(entry, hasTls: skips || authority is not null))
        {
            Authority = authority,
            SkipsVerification = skips,
            TlsServerName = Text(value["tls-server-name"]),
            Proxy = Proxy(entry),
            IsCompressed = !value["disable-compression"].IsTrue,
            PluginConfiguration = PluginConfiguration(value["extensions"]),
        };
    }

    /// <summary>The user.</summary>
    public static UserAccess User(string name, KubeconfigEntry entry)
    {
        var value = entry.Value;
        if (value["auth-provider"].HasValue)
        {
            throw new ClusterFaultException($"{entry.Place(value["auth-provider"])}: user `{name}` has an `auth-provider`, which Kubernetes 1.26 removed: use a plug-in (`exec`)");
        }

        var (certificate, key) = (Content(entry, "client-certificate"), Content(entry, "client-key"));
        return (certificate is null) == (key is null)
            ? new UserAccess
            {
                Certificate = certificate,
                Key = key,
                Token = Text(value["token"]),
                TokenFile = Text(value["tokenFile"]) is { } file ? Beside(entry.File, file) : null,
                Name = Text(value["username"]),
                Password = Text(value["password"]),
                Plugin = value["exec"].HasValue ? Plugin(entry) : null,
                Impersonation = [.. Impersonation(value)],
            }
            : throw new ClusterFaultException($"{entry.Place(value)}: user `{name}` has a client certificate without its key, or a key without its certificate");
    }

    private static Uri Server(KubeconfigEntry entry, bool hasTls)
    {
        var text = Text(entry.Value["server"]) ?? throw new ClusterFaultException($"{entry.Place(entry.Value)}: a cluster without `server`");
        // What says no scheme is plain, as for kubectl, unless something is said of TLS.
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : $"{(hasTls ? "https" : "http")}://{text}";
        return Uri.TryCreate(whole, UriKind.Absolute, out var server) && server.Scheme is "https" or "http" && server.Host.Length > 0
            ? server
            : throw new ClusterFaultException($"{entry.Place(entry.Value["server"])}: `{text}` is no address of a server");
    }

    private static Uri? Proxy(KubeconfigEntry entry)
    {
        var at = entry.Value["proxy-url"];
        if (Text(at) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks5" or "socks5h"
            ? proxy
            : throw new ClusterFaultException($"{entry.Place(at)}: `proxy-url` is no address of a proxy (http, https, socks5)");
    }

    private static ExecPlugin Plugin(KubeconfigEntry entry)
    {
        var exec = entry.Value["exec"];
        var (version, command) = (Text(exec["apiVersion"]) ?? "", Text(exec["command"]));
        if (version is not (ExecVersions.V1 or ExecVersions.V1Beta1))
        {
            throw new ClusterFaultException($"{entry.Place(exec["apiVersion"])}: a plug-in of `{version}`: only `{ExecVersions.V1}` and `{ExecVersions.V1Beta1}` are spoken");
        }

        var mode = Text(exec["interactiveMode"]);
        if (mode is null && version == ExecVersions.V1)
        {
            throw new ClusterFaultException($"{entry.Place(exec)}: a plug-in of `{version}` must say its `interactiveMode`");
        }

        var path = command ?? throw new ClusterFaultException($"{entry.Place(exec)}: a plug-in without `command`");
        return new ExecPlugin(version, path.Contains('/', StringComparison.Ordinal) ? Beside(entry.File, path) : path)
        {
            Arguments = [.. Texts(exec["args"])],
            Variables = [.. Variables(exec["env"])],
            InstallHint = Text(exec["installHint"]) ?? "",
            InteractiveMode = mode ?? "IfAvailable",
            WantsCluster = exec["provideClusterInfo"].IsTrue,
        };
    }

    private static List<(string Name, string Value)> Variables(Node list)
    {
        var variables = new List<(string Name, string Value)>();
        foreach (var item in list.Items)
        {
            if (Text(item["name"]) is { } name)
            {
                variables.Add((name, item["value"].AsString() ?? ""));
            }
        }
        return variables;
    }

    private static List<(string Name, string Value)> Impersonation(Node user)
    {
        var headers = new List<(string Name, string Value)>();
        if (Text(user["as"]) is { } name)
        {
            headers.Add(("Impersonate-User", name));
        }

        if (Text(user["as-uid"]) is { } uid)
        {
            headers.Add(("Impersonate-Uid", uid));
        }

        headers.AddRange(Texts(user["as-groups"]).Select(group => ("Impersonate-Group", group)));
        foreach (var extra in user["as-user-extra"].Fields)
        {
            var header = $"Impersonate-Extra-{Uri.EscapeDataString(extra.Key.ToString())}";
            headers.AddRange(Texts(extra).Select(value => (header, value)));
        }
        return headers;
    }

    private static string? PluginConfiguration(Node extensions)
    {
        foreach (var extension in extensions.Items)
        {
            if (extension["name"].Is(PluginExtension))
            {
                var json = new ArrayBufferWriter<byte>();
                using (var writer = new Utf8JsonWriter(json))
                {
                    Values.Write(writer, extension["extension"], default, "null");
                }

                return Encoding.UTF8.GetString(json.WrittenSpan);
            }
        }
        return null;
    }

    /// <summary>What <c>FIELD-data</c> holds, or the file that <c>FIELD</c> names.</summary>
    private static string? Content(KubeconfigEntry entry, string field)
    {
        var data = entry.Value[$"{field}-data"];
        if (Text(data) is { } base64)
        {
            try
            {
                return Encoding.UTF8.GetString(Convert.FromBase64String(base64));
            }
            catch (FormatException)
            {
                throw new ClusterFaultException($"{entry.Place(data)}: `{field}-data` is not base64");
            }
        }

        var named = entry.Value[field];
        if (Text(named) is not { } path)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(Beside(entry.File, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClusterFaultException($"{entry.Place(named)}: `{field}`: {path} cannot be read: {SystemFault.Of(e)}");
        }
    }

    private static string Beside(string file, string path) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file)) ?? "", path);

    private static List<string> Texts(Node list)
    {
        var texts = new List<string>();
        foreach (var item in list.Items)
        {
            texts.Add(item.AsString() ?? "");
        }
        return texts;
    }

    private static string? Text(Node value) => value.AsString() is { Length: > 0 } text ? text : null;
}
