using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Engines;

namespace Redoubt.Collect.Tests.Machines.Engines;

/// <summary>What we say containerd's files come to is what the real <c>containerd config dump</c> prints, over files of any content that import each other.</summary>
[NeedsSystem]
public sealed class ContainerdOracleLaws
{
    private const string Kubelet = "io.containerd.grpc.v1.cri";

    private static readonly (string[] Path, string[] Values)[] Settings =
    [
        (["grpc", "address"], ["\"/run/a.sock\"", "\"/run/b.sock\"", "\"\""]),
        (["grpc", "tcp_address"], ["\"192.0.2.1:7\"", "\"127.0.0.1:7\"", "\"\""]),
        (["grpc", "tcp_tls_ca"], ["\"/a.crt\"", "'/b.crt'"]),
        (["debug", "address"], ["\"/d.sock\"", "\"\""]),
        (["metrics", "address"], ["\"127.0.0.1:9\"", "\"0.0.0.0:9\""]),
        (["ttrpc", "address"], ["\"/t.sock\""]),
        (["plugins", Kubelet, "enable_selinux"], ["true", "false"]),
        (["plugins", Kubelet, "disable_apparmor"], ["true", "false"]),
        (["plugins", Kubelet, "enable_unprivileged_ports"], ["true", "false"]),
        (["plugins", Kubelet, "restrict_oom_score_adj"], ["true", "false"]),
        (["plugins", Kubelet, "unset_seccomp_profile"], ["\"unconfined\"", "\"\""]),
        (["plugins", Kubelet, "containerd", "default_runtime_name"], ["\"kata\"", "\"runc\""]),
        (["plugins", Kubelet, "containerd", "runtimes", "kata", "runtime_type"], ["\"io.containerd.kata.v2\""]),
        (["plugins", Kubelet, "containerd", "runtimes", "runc", "privileged_without_host_devices"], ["true", "false"]),
        (["plugins", Kubelet, "registry", "config_path"], ["\"/etc/containerd/certs.d\"", "\"\""]),
        (["plugins", Kubelet, "registry", "mirrors", "a.example", "endpoint"], ["[\"http://a.example\"]", "[\"https://a.example\", \"http://b.example\"]"]),
        (["plugins", Kubelet, "registry", "configs", "a.example", "tls", "insecure_skip_verify"], ["true", "false"]),
    ];

    private static readonly string[] Imports = ["", "", "imports = [\"/srv/conf.d/*.toml\"]", "imports = [\"conf.d/1.toml\", \"conf.d/2.toml\"]", "imports = [\"conf.d/2.toml\", \"conf.d/1.toml\", \"conf.d/2.toml\"]", "imports = [\"/none/*.toml\", \"/srv/*/[12].toml\"]"];

    public static Arbitrary<Files> AllFiles { get; } =
        (from imports in Gen.Elements(Imports)
         from nested in Gen.Elements("", "", "imports = [\"2.toml\"]", "imports = [\"../config.toml\"]")
         from main in Content()
         from first in Content()
         from second in Content()
         select new Files($"version = 2\n{imports}\n{main}", $"version = 2\n{nested}\n{first}", $"version = 2\n{second}")).ToArbitrary();

    [Property(Arbitrary = [typeof(ContainerdOracleLaws)], MaxTest = 60)]
    public void What_the_files_come_to_is_what_containerd_prints(Files files)
    {
        using var folder = new TemporaryFolder().With("srv/config.toml", files.Main).With("srv/conf.d/1.toml", files.First).With("srv/conf.d/2.toml", files.Second);
        if (Dump(folder) is not { } dump)
        {
            return;
        }

        using var machine = Machine.Open(folder.Path, NodeLimits.Default).Value!;
        var ours = ContainerdConfiguration.Read(machine, "/srv/config.toml", required: true);

        Assert.Empty(ours.Problems);
        var differences = from setting in Settings
                          let name = string.Join('.', setting.Path)
                          let standard = Default.Value.GetValueOrDefault(name, "")
                          let we = ours.At(setting.Path)?.Text ?? standard
                          let they = dump.GetValueOrDefault(name, "")
                          // What a table has that nothing names, and what it says no to, are one.
                          where we != they && !(we is "" or "false" && they is "" or "false")
                          select $"{name}: ours `{we}`, theirs `{they}`";
        Assert.Equal("", string.Join("\n", differences));
    }

    private static readonly Lazy<Dictionary<string, string>> Default = new(() =>
    {
        using var folder = new TemporaryFolder().With("srv/config.toml", "version = 2\n");
        return Dump(folder)!;
    });

    private static Gen<string> Content() =>
        Gen.Choose(0, 6).SelectMany(count => Gen.Elements(Settings).SelectMany(setting => Gen.Elements(setting.Values).Select(value => (setting.Path, Value: value))).ListOf(count))
            .Select(settings => string.Concat(settings.DistinctBy(setting => string.Join('.', setting.Path)).GroupBy(setting => string.Join('.', setting.Path[..^1].Select(Quoted)))
                .Select(table => $"[{table.Key}]\n{string.Concat(table.Select(setting => $"{setting.Path[^1]} = {setting.Value}\n"))}")));

    private static string Quoted(string key) => key.Contains('.', StringComparison.Ordinal) ? $"\"{key}\"" : key;

    /// <summary>The values that containerd prints, by path; null where it refuses the files.</summary>
    private static Dictionary<string, string>? Dump(TemporaryFolder folder)
    {
        var script = $"mount --bind {folder["srv"]} /srv && cd / && exec containerd -c /srv/config.toml config dump";
        using var process = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--propagation", "private", "sh", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return process.ExitCode != 0 ? null : TomlText.Read(output).Value!.ToDictionary(entry => string.Join('.', entry.Path), entry => entry.Value ?? string.Join(',', entry.Values ?? []), StringComparer.Ordinal);
    }

    /// <summary>A configuration and two files that it, or the first of them, may import.</summary>
    public sealed record Files(string Main, string First, string Second);
}
