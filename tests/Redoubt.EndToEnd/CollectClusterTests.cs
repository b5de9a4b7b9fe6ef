using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Hosting;
using Redoubt.ApiServer.Storage;

namespace Redoubt.EndToEnd;

/// <summary>The program collects a cluster over TLS, as a user asks it to, and judges what it collected; the real kubectl takes the same way.</summary>
public sealed class CollectClusterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;
    private readonly TestAuthority _authority = new();
    private readonly Store _store = new();

    private string Output => Path.Combine(_folder, "cluster.yaml");

    [Fact]
    public async Task A_cluster_is_collected_into_a_file_that_only_its_owner_reads_and_is_judged_whole()
    {
        await using var host = await StartAsync();
        await File.WriteAllTextAsync(Output, "what everybody could read", TestContext.Current.CancellationToken);

        var collected = RedoubtProgram.Run("collect", "cluster", "--kubeconfig", Kubeconfig(host, "admin"), "-o", Output);

        Assert.Equal((0, ""), (collected.ExitCode, collected.Output));
        Assert.Matches(@"^redoubt: 4 objects of \d+ kinds\n$", collected.Error);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(Output));
        Assert.DoesNotContain("c2VjcmV0", await File.ReadAllTextAsync(Output, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var judged = RedoubtProgram.Run("scan", Output, "--format", "json");
        var report = JsonNode.Parse(judged.Output)!;
        Assert.Equal(1, judged.ExitCode);
        Assert.Empty(report["errors"]!.AsArray());
        Assert.Equal(("1.37", "the API server"), ((string?)report["kubernetes"]!["version"], (string?)report["kubernetes"]!["source"]));
        Assert.Contains(report["findings"]!.AsArray(), finding => (string?)finding!["control"] == "workloads/privileged-container");
        // What no NetworkPolicy denies fails, and is not unknown: all of them were listed, and there is none.
        Assert.Contains(report["findings"]!.AsArray(), finding => (string?)finding!["control"] == "policy/no-default-deny-ingress");
    }

    [Fact]
    public async Task What_is_piped_is_judged_as_well()
    {
        await using var host = await StartAsync();

        var collected = RedoubtProgram.RunWith([("KUBECONFIG", $"/no/such{Path.PathSeparator}{Kubeconfig(host, "admin")}")], "collect", "cluster", "-n", "shop");
        var judged = RedoubtProgram.RunWithInput(collected.Output, "scan", "-", "--format", "text");

        Assert.Equal(0, collected.ExitCode);
        Assert.Equal(1, judged.ExitCode);
        Assert.Contains("workloads/privileged-container", judged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_unknown_and_an_error_only_where_that_is_asked_for()
    {
        await using var host = await StartAsync();
        var kubeconfig = Kubeconfig(host, "viewer");

        var collected = RedoubtProgram.Run("collect", "cluster", "--kubeconfig", kubeconfig, "-o", Output);
        var strict = RedoubtProgram.Run("collect", "cluster", "--kubeconfig", kubeconfig, "-o", Output, "--strict");
        var report = JsonNode.Parse(RedoubtProgram.Run("scan", Output, "--format", "json").Output)!;

        Assert.Equal((0, 2), (collected.ExitCode, strict.ExitCode));
        Assert.Contains("redoubt: not listed: Secret: 403: secrets is forbidden: User \"viewer\" cannot list resource \"secrets\"", collected.Error, StringComparison.Ordinal);
        Assert.Contains(report["inputs"]!["ledger"]!.AsArray(), entry => (string?)entry!["code"] == "not-listed" && ((string)entry["reason"]!).StartsWith("Secret: 403: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_can_be_collected_there_is_no_file_and_the_program_ends_with_2()
    {
        await using var host = await StartAsync();

        var collected = RedoubtProgram.Run("collect", "cluster", "--kubeconfig", Kubeconfig(host, "nobody"), "-o", Output);

        Assert.Equal((2, ""), (collected.ExitCode, collected.Output));
        Assert.StartsWith($"redoubt: {host.Address.Authority}: nothing could be listed: ", collected.Error, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(_folder, "kubeconfig")], Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_context_that_is_not_there_is_told()
    {
        await using var host = await StartAsync();

        var collected = RedoubtProgram.Run("collect", "cluster", "--kubeconfig", Kubeconfig(host, "admin"), "--context", "other");

        Assert.Equal((2, "redoubt: there is no context `other`: there are `here`\n"), (collected.ExitCode, collected.Error));
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_every_page_once_changes_nothing()
    {
        var cut = new HashSet<string>();
        await using var host = await StartAsync((request, answer) =>
        {
            lock (cut)
            {
                return new Delivery(answer) { CutAfter = request.Query.Has("limit") && cut.Add(request.Path) ? answer.Body.Length / 2 : null };
            }
        });

        var collected = RedoubtProgram.Run("collect", "cluster", "--kubeconfig", Kubeconfig(host, "admin"), "-o", Output, "--strict");

        Assert.Equal(0, collected.ExitCode);
        Assert.Equal(5, (await File.ReadAllLinesAsync(Output, TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    public async Task A_collection_that_is_stopped_leaves_nothing_behind(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such signals");
        var asked = new TaskCompletionSource();
        await using var host = await StartAsync((request, answer) =>
        {
            var isPods = request.Path == "/api/v1/pods";
            _ = isPods && asked.TrySetResult();
            return new Delivery(answer) { SilentAfter = isPods ? 50 : null };
        });
        var temporary = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;
        var kubeconfig = Kubeconfig(host, "admin");
        // A shell lets a program that it starts in the background ignore SIGINT: none is between.
        using var program = RedoubtProgram.Begin([("TMPDIR", temporary)], "collect", "cluster", "--kubeconfig", kubeconfig, "-o", Output);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        using (var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", $"{program.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, program.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
        Assert.Equal([kubeconfig, temporary], Directory.EnumerateFileSystemEntries(_folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_real_kubectl_takes_the_same_way()
    {
        await using var host = await StartAsync();
        var kubeconfig = Kubeconfig(host, "admin");

        Assert.Equal("pod/agent", Kubectl(kubeconfig, "get", "pods", "-n", "shop", "-o", "name"));
        Assert.Contains("privileged: true", Kubectl(kubeconfig, "get", "pod", "agent", "-n", "shop", "-o", "yaml"), StringComparison.Ordinal);
        Assert.Equal("yes", Kubectl(kubeconfig, "auth", "can-i", "list", "secrets", "-A"));
        Assert.Contains("deployments", Kubectl(kubeconfig, "api-resources", "-o", "name"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<LoopbackHost> StartAsync(Func<ApiServer.Requests.ApiRequest, ApiAnswer, Delivery>? deliver = null)
    {
        const string Rbac = "rbac.authorization.k8s.io";
        Put("", "v1", "Namespace", "namespaces", "", "shop", "{}");
        Put("", "v1", "Secret", "secrets", "shop", "db", """{"data":{"password":"c2VjcmV0"}}""");
        Put("", "v1", "Pod", "pods", "shop", "agent", """{"spec":{"containers":[{"name":"agent","image":"registry.example/agent:1.0.0","securityContext":{"privileged":true}}]}}""");
        Put(Rbac, $"{Rbac}/v1", "ClusterRoleBinding", "clusterrolebindings", "", "viewer", $$"""
            {"roleRef":{"apiGroup":"{{Rbac}}","kind":"ClusterRole","name":"view"},"subjects":[{"apiGroup":"{{Rbac}}","kind":"User","name":"viewer"}]}
            """);
        return LoopbackHost.StartAsync(new StandInServer(_store, TimeProvider.System, new Dictionary<string, Identity>()), new HostOptions { Authority = _authority, Deliver = deliver });
    }

    private void Put(string group, string version, string kind, string resource, string ns, string name, string json)
    {
        var value = JsonNode.Parse(json)!.AsObject();
        (value["apiVersion"], value["kind"]) = (version, kind);
        value["metadata"] = new JsonObject { ["name"] = name, ["uid"] = $"uid-of-{name}", ["creationTimestamp"] = "2026-01-01T00:00:00Z" };
        if (ns.Length > 0)
        {
            value["metadata"]!["namespace"] = ns;
        }

        _store.Put(new ObjectName(group, resource, ns, name), value);
    }

    private string Kubeconfig(LoopbackHost host, string user)
    {
        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        var (certificate, key) = _authority.Client(user, user == "admin" ? ["system:masters"] : []);
        var file = Path.Combine(_folder, "kubeconfig");
        File.WriteAllText(file, $"""
            apiVersion: v1
            kind: Config
            current-context: here
            clusters:
            - name: test
              cluster:
                server: {host.Address.ToString().TrimEnd('/')}
                certificate-authority-data: {Base64(_authority.Certificate)}
            users:
            - name: {user}
              user:
                client-certificate-data: {Base64(certificate)}
                client-key-data: {Base64(key)}
            contexts:
            - name: here
              context:
                cluster: test
                user: {user}
            """);
        return file;
    }

    private string Kubectl(string kubeconfig, params string[] words)
    {
        var start = new System.Diagnostics.ProcessStartInfo(RealTools.Kubectl, [.. words, "--kubeconfig", kubeconfig, "--cache-dir", Path.Combine(_folder, "cache")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = _folder;
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return printed.Trim();
    }
}
