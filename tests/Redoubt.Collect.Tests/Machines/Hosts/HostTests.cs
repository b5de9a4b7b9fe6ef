using System.Diagnostics;

namespace Redoubt.Collect.Tests.Machines.Hosts;

/// <summary>What a machine's files say, by the rules of the programs that read them.</summary>
public sealed class HostTests : IDisposable
{
    private readonly CollectedHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void The_next_start_sets_what_the_last_file_says_and_a_name_hides_its_like()
    {
        _host.With("proc/sys/kernel/panic", "0\n")
            .With("usr/lib/sysctl.d/50-a.conf", "kernel.panic = 5\n").With("etc/sysctl.d/50-a.conf", "kernel.panic = 10\n").With("run/sysctl.d/40-b.conf", "kernel/panic=1\n");

        var sysctl = _host.Root["sysctls"]["kernel.panic"];
        Assert.Equal(("0", "10", "/etc/sysctl.d/50-a.conf"), (sysctl["value"].AsString(), sysctl["next"].AsString(), sysctl["file"].AsString()));
    }

    [Fact]
    public void A_pattern_sets_all_that_fit_it()
    {
        _host.With("etc/sysctl.d/10.conf", "-net.ipv4.conf.*.rp_filter = 1\n");

        Assert.Equal("1", _host.Root["sysctls"]["net.ipv4.conf.all.rp_filter"]["next"].AsString());
    }

    [Theory]
    [InlineData("install cramfs /bin/true", true)]
    [InlineData("install cramfs /usr/bin/false # never", true)]
    [InlineData("blacklist cramfs", true)]
    [InlineData("install cramfs \\\n  /bin/false", true)]
    [InlineData("install cramfs /sbin/modprobe --ignore-install cramfs", false)]
    [InlineData("options cramfs x=1", false)]
    [InlineData("#blacklist cramfs", false)]
    public void A_module_is_kept_from_loading_by_a_command_that_does_nothing(string line, bool expected) =>
        Assert.Equal(expected, _host.With("proc/modules", "overlay 1 0 - Live 0x0\n").With("etc/modprobe.d/x.conf", line + "\n").Root["modules"]["cramfs"]["blocked"].IsTrue);

    [Fact]
    public void Without_the_list_of_modules_nothing_is_known_of_them() => Assert.Equal("/proc/modules: it is not there", _host.With("etc/modprobe.d/x.conf", "blacklist cramfs\n").WhyUnknown("modules[*]"));

    [Fact]
    public void A_password_is_empty_locked_or_set_and_never_told()
    {
        _host.With("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nben::1:1::/:\nanna:x:2:2::/:/bin/sh\nlost:x:3:3::/:/bin/sh\n")
            .With("etc/shadow", "root:!:19700:0:99999:7:::\nanna:$6$salt$Secr3tHash:19700::::::\n");

        Assert.Equal(["locked", "empty", "set", null], _host.Items("users").Select(user => user["password"].AsString()));
        Assert.Equal("/etc/shadow has no line for it", _host.WhyUnknown("users[3].password"));
        Assert.DoesNotContain("Secr3tHash", _host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mount_on_top_counts_and_octal_escapes_are_read()
    {
        _host.With("proc/mounts", "/dev/a /my\\040disk ext4 rw,noexec 0 0\n/dev/b /tmp ext4 rw 0 0\ntmpfs /tmp tmpfs rw,nodev 0 0\n");

        Assert.Equal("tmpfs", _host.Root["mounts"]["/tmp"]["type"].AsString());
        Assert.True(_host.Root["mounts"]["/my disk"].Exists);
    }

    [Fact]
    public void Sudo_rules_are_read_with_what_they_include()
    {
        _host.With("etc/sudoers", "Defaults env_reset\nroot ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n").With("etc/sudoers.d/ops", "%ops ALL=(ALL) NOPASSWD: ALL # all\n").With("etc/sudoers.d/old.bak", "x ALL=ALL\n");

        Assert.Equal([("root", false), ("%ops", true)], _host.Items("sudo").Select(rule => (rule["who"].AsString()!, rule["noPassword"].IsTrue)));
    }

    [Fact]
    public void An_authorised_key_is_told_by_its_fingerprint_alone()
    {
        const string Key = "AAAAC3NzaC1lZDI1NTE5AAAAIGPVhI6wUkxXUE7hvPBfR0IzQ4mMvmWlbLyx7lGUcCjR";
        _host.With("etc/passwd", "anna:x:1:1::/home/anna:/bin/sh\n").With("home/anna/.ssh/authorized_keys", $"# mine\nfrom=\"10.0.0.1\" ssh-ed25519 {Key} anna@laptop\n");

        var key = Assert.Single(_host.Items("authorizedKeys"));
        Assert.Equal(Fingerprint(_host.Folder["home/anna/.ssh/authorized_keys"]), key["fingerprint"].AsString());
        Assert.DoesNotContain(Key, _host.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("laptop", _host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sockets_are_those_that_take_from_anybody()
    {
        _host.With("proc/net/tcp", "  sl  local_address rem_address st\n   0: 0100007F:0277 00000000:0000 0A 0:0 00:0 00000000 0 0 11 1\n   1: 00000000:280A 00000000:0000 0A 0:0 00:0 00000000 0 0 12 1\n   2: 0100007F:1234 0100007F:4321 01 0:0 00:0 00000000 0 0 13 1\n").With("proc/net/udp", "\n");

        Assert.Equal([("127.0.0.1", 631L, "loopback"), ("0.0.0.0", 10250L, "network")], _host.Items("sockets").Select(socket => (socket["address"].AsString()!, socket["port"].Int, socket["reach"].AsString()!)));
    }

    [Fact]
    public void Packages_are_those_that_are_installed()
    {
        _host.With("var/lib/dpkg/status", "Package: runc\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.1.5+ds1-1+deb12u1\nSource: runc (1.1.5+ds1-1)\n\nPackage: gone\nStatus: deinstall ok config-files\nVersion: 1\n");

        var package = Assert.Single(_host.Items("packages"));
        Assert.Equal(("runc", "1.1.5+ds1-1+deb12u1", "1.1.5+ds1-1"), (package["name"].AsString(), package["version"].AsString(), package["sourceVersion"].AsString()));
    }

    [Fact]
    public void A_database_that_is_not_read_leaves_the_packages_unknown() =>
        Assert.Equal("/var/lib/rpm/rpmdb.sqlite: it is no SQLite database", _host.With("var/lib/rpm/rpmdb.sqlite", "").WhyUnknown("packages"));

    [Fact]
    public void The_same_machine_gives_the_same_bytes() => Assert.Equal(_host.With("proc/mounts", "tmpfs /tmp tmpfs rw,b,a 0 0\n").Text, _host.Text);

    [Fact]
    public void A_disk_without_proc_is_a_machine_of_which_what_runs_is_unknown() =>
        Assert.Equal("/proc/mounts: it is not there", _host.WhyUnknown("mounts")?.Replace("/proc/1/mounts", "/proc/mounts", StringComparison.Ordinal));

    [Theory]
    [InlineData("units")]
    [InlineData("timeSources")]
    [InlineData("unattendedUpgrades")]
    [InlineData("rebootPending")]
    [InlineData("users")]
    [InlineData("sockets")]
    [InlineData("packages")]
    [InlineData("cloud")]
    public void Nothing_is_guessed_from_an_empty_root(string path) => Assert.NotNull(_host.WhyUnknown(path));

    /// <summary>Hostile things in the place of every file that is read: each is an unknown, and nothing waits or fails.</summary>
    [Theory]
    [InlineData("pipe")]
    [InlineData("ring")]
    [InlineData("huge")]
    [InlineData("noise")]
    [InlineData("truncated")]
    public void Whatever_lies_in_the_place_of_a_file_the_rest_is_collected(string what)
    {
        foreach (var file in new[] { "etc/passwd", "etc/shadow", "etc/group", "etc/sudoers", "etc/ssh/sshd_config", "etc/sysctl.d/a.conf", "etc/modprobe.d/a.conf", "etc/audit/rules.d/a.rules", "proc/mounts", "proc/modules", "proc/cmdline", "proc/net/tcp", "proc/7/cmdline", "proc/7/status", "proc/sys/kernel/panic", "var/lib/dpkg/status", "run/cloud-init/instance-data.json", "etc/systemd/journald.conf" })
        {
            Put(what, file);
        }

        Assert.Equal("debian", _host.Root["os"]["id"].AsString());
    }

    private void Put(string what, string file)
    {
        var path = _host.Folder[file];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        switch (what)
        {
            case "pipe":
                using (var made = Process.Start("mkfifo", path))
                {
                    made.WaitForExit();
                }

                break;
            case "ring":
                File.CreateSymbolicLink(path, Path.GetFileName(path));
                break;
            case "huge":
                using (var stream = File.Create(path))
                {
                    stream.SetLength(2L << 30);
                }

                break;
            case "noise":
                var bytes = new byte[4096];
                new Random(27).NextBytes(bytes);
                File.WriteAllBytes(path, bytes);
                break;
            default:
                File.WriteAllText(path, ":::::\n=\nMatch\nInclude\n{\"v1\":\n@include\n-w\n\"\\");
                break;
        }
    }

    private static string Fingerprint(string file)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh-keygen", ["-l", "-f", file]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Split(' ')[1];
    }
}
