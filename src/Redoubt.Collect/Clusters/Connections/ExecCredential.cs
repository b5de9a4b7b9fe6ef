using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Redoubt.Collect.Clusters.Kubeconfigs;

namespace Redoubt.Collect.Clusters.Connections;

/// <summary>
/// Asks a plug-in for credentials (<c>client.authentication.k8s.io</c>, v1 and v1beta1): it is told in a variable what is wanted, and writes an
/// <c>ExecCredential</c>. It is the user's own program, with the user's own environment and terminal. What it writes is never shown.
/// </summary>
internal static class ExecCredential
{
    private const int LargestAnswer = 1 << 20;

    /// <summary>The user with what the plug-in says.</summary>
    public static async Task<UserAccess> AskAsync(ClusterAccess access, ExecPlugin plugin, ClusterRequest request, CancellationToken cancel)
    {
        if (plugin.InteractiveMode == "Always" && !request.IsInteractive)
        {
            throw Fault(plugin, "it asks a person, and nobody sits at this terminal");
        }

        var answer = await RunAsync(access, plugin, request, cancel).ConfigureAwait(false);
        return Read(answer, plugin, access.User);
    }

    private static async Task<string> RunAsync(ClusterAccess access, ExecPlugin plugin, ClusterRequest request, CancellationToken cancel)
    {
        var isInteractive = plugin.InteractiveMode != "Never" && request.IsInteractive;
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments) { RedirectStandardOutput = true, RedirectStandardInput = !isInteractive };
        foreach (var (name, value) in plugin.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Wanted(access, plugin, isInteractive).ToJsonString();
        using var process = Start(start, plugin);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(request.Limits.Plugin);
        try
        {
            if (!isInteractive)
            {
                process.StandardInput.Close();
            }

            var answer = await OutputAsync(process.StandardOutput.BaseStream, end.Token).ConfigureAwait(false) ?? throw Fault(plugin, $"it wrote more than {LargestAnswer} bytes");
            await process.WaitForExitAsync(end.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? answer : throw Fault(plugin, $"it ended with {process.ExitCode}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Fault(plugin, $"it took more than {request.Limits.Plugin.TotalSeconds} s");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start, ExecPlugin plugin)
    {
        try
        {
            return Process.Start(start) ?? throw Fault(plugin, "it does not start");
        }
        catch (Win32Exception e)
        {
            var hint = plugin.InstallHint.Length > 0 ? $"; {ClusterFaultException.OneLine(plugin.InstallHint)}" : "";
            throw Fault(plugin, (e.NativeErrorCode switch { 2 => "there is no such program", 13 => "permission denied", var code => $"the system says error {code}" }) + hint);
        }
    }

    private static JsonObject Wanted(ClusterAccess access, ExecPlugin plugin, bool isInteractive)
    {
        var spec = new JsonObject { ["interactive"] = isInteractive };
        if (plugin.WantsCluster)
        {
            spec["cluster"] = Cluster(access);
        }

        return new JsonObject { ["kind"] = "ExecCredential", ["apiVersion"] = plugin.ApiVersion, ["spec"] = spec };
    }

    private static JsonObject Cluster(ClusterAccess access)
    {
        var cluster = new JsonObject { ["server"] = access.Server.OriginalString };
        if (access.TlsServerName is { } name)
        {
            cluster["tls-server-name"] = name;
        }

        if (access.SkipsVerification)
        {
            cluster["insecure-skip-tls-verify"] = true;
        }

        if (access.Authority is { } authority)
        {
            cluster["certificate-authority-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(authority));
        }

        if (access.Proxy is { } proxy)
        {
            cluster["proxy-url"] = proxy.OriginalString;
        }

        if (access.PluginConfiguration is { } configuration)
        {
            cluster["config"] = JsonNode.Parse(configuration);
        }

        return cluster;
    }

    private static UserAccess Read(string answer, ExecPlugin plugin, UserAccess user)
    {
        var credential = Parse(answer, plugin);
        if ((Text(credential, "kind"), Text(credential, "apiVersion")) is var (kind, version) && (kind != "ExecCredential" || version != plugin.ApiVersion))
        {
            throw Fault(plugin, $"it answers `{kind}` of `{version}` where `ExecCredential` of `{plugin.ApiVersion}` is asked for");
        }

        var status = credential["status"] as JsonObject ?? throw Fault(plugin, "it answers no `status`");
        var (token, certificate, key) = (Text(status, "token"), Text(status, "clientCertificateData"), Text(status, "clientKeyData"));
        if ((certificate is null) != (key is null) || (token is null && certificate is null))
        {
            throw Fault(plugin, "it answers neither a token nor a certificate with its key");
        }

        return user with { Token = token ?? user.Token, Certificate = certificate ?? user.Certificate, Key = key ?? user.Key };
    }

    private static JsonObject Parse(string answer, ExecPlugin plugin)
    {
        try
        {
            return JsonNode.Parse(answer) as JsonObject ?? throw Fault(plugin, "its answer is no object");
        }
        catch (System.Text.Json.JsonException)
        {
            throw Fault(plugin, "its answer is not JSON");
        }
    }

    private static string? Text(JsonObject node, string field) => node[field] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static async Task<string?> OutputAsync(Stream stream, CancellationToken cancel)
    {
        using var all = new MemoryStream();
        var block = new byte[16 << 10];
        while (await stream.ReadAsync(block, cancel).ConfigureAwait(false) is > 0 and var read)
        {
            if (all.Length + read > LargestAnswer)
            {
                return null;
            }

            all.Write(block, 0, read);
        }
        return Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length);
    }

    private static ClusterFaultException Fault(ExecPlugin plugin, string why) => new($"the plug-in for credentials `{plugin.Command}`: {why}");
}
