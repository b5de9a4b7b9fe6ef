using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Hosts;

namespace Redoubt.Collect.Tests.Machines.Hosts;

/// <summary>What we say is in effect is what the real <c>sshd -T</c> prints, over configurations of any shape.</summary>
[NeedsSystem]
public sealed class SshdOracleLaws
{
    private static readonly (string Keyword, bool InMatch, string[] Values)[] Keywords =
    [
        ("AllowTcpForwarding", true, ["yes", "no", "local", "remote", "all"]),
        ("Banner", true, ["none", "/etc/issue.net"]),
        ("Ciphers", false, ["aes256-ctr", "aes256-ctr,aes128-ctr", "+3des-cbc", "-aes128-ctr", "-*gcm*,aes1*", "^aes256-ctr,aes192-ctr"]),
        ("ClientAliveCountMax", true, ["0", "3", "12"]),
        ("ClientAliveInterval", true, ["0", "300", "5m", "1h30m", "90S"]),
        ("HostbasedAuthentication", true, ["yes", "no"]),
        ("IgnoreRhosts", true, ["yes", "no", "shosts-only"]),
        ("KexAlgorithms", false, ["curve25519-sha256", "-ecdh*", "+diffie-hellman-group14-sha1"]),
        ("LogLevel", true, ["VERBOSE", "info", "DEBUG3", "Quiet"]),
        ("LoginGraceTime", false, ["60", "1m", "0", "none"]),
        ("MACs", false, ["hmac-sha2-256", "-*-etm@openssh.com", "^hmac-sha2-512"]),
        ("MaxAuthTries", true, ["4", "6"]),
        ("MaxSessions", true, ["0", "4"]),
        ("MaxStartups", false, ["10:30:60", "7", "100:50:200"]),
        ("PasswordAuthentication", true, ["yes", "no"]),
        ("PermitEmptyPasswords", true, ["yes", "no"]),
        ("PermitRootLogin", true, ["yes", "no", "without-password", "prohibit-password", "forced-commands-only"]),
        ("PermitUserEnvironment", false, ["yes", "no"]),
        ("UsePAM", false, ["yes", "no"]),
        ("X11Forwarding", true, ["yes", "no"]),
    ];

    private static readonly string[] Forms = ["{0} {1}", "{0}={1}", "{0} = {1}", "{0}\t{1}", "  {0} \"{1}\"", "{0} '{1}'", "{0} {1} # and why", "{0}   =   \"{1}\"   "];

    public static Arbitrary<Configuration> Configurations { get; } =
        (from main in Lines(mayInclude: true)
         from first in Lines(mayInclude: false)
         from second in Lines(mayInclude: false)
         select new Configuration(main, first, second)).ToArbitrary();

    [Property(Arbitrary = [typeof(SshdOracleLaws)], MaxTest = 60)]
    public void What_is_in_effect_is_what_sshd_prints(Configuration configuration)
    {
        using var folder = new TemporaryFolder()
            .With("etc/ssh/sshd_config", configuration.Main).With("etc/ssh/sshd_config.d/10-a.conf", configuration.First).With("etc/ssh/sshd_config.d/20-b.conf", configuration.Second);
        File.Copy(HostKey.Value, folder["etc/ssh/ssh_host_ed25519_key"]);
        foreach (var user in new[] { "", "alice", "bob" })
        {
            if (Printed(folder, user) is { } printed)
            {
                var ours = Ours(folder, user);
                Assert.Equal(printed.Except(ours), ours.Except(printed));
            }
        }
    }

    private static readonly Lazy<string> HostKey = new(() =>
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("redoubt-").FullName, "key");
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file);
        return file;
    });

    private static Gen<string> Lines(bool mayInclude) => Gen.Choose(0, 8).SelectMany(count => Line(mayInclude).ListOf(count)).Select(Text);

    private static Gen<string> Line(bool mayInclude)
    {
        var setting = from keyword in Gen.Elements(Keywords)
                      from value in Gen.Elements(keyword.Values)
                      from form in Gen.Elements(Forms)
                      from isLower in Gen.Elements(true, false)
                      select string.Format(System.Globalization.CultureInfo.InvariantCulture, form, isLower ? keyword.Keyword.ToLowerInvariant() : keyword.Keyword, value);
        var match = Gen.Elements("Match user alice", "Match User bob", "match all", "Match user alice,bob", "Match User=alice");
        var include = Gen.Elements("Include /etc/ssh/sshd_config.d/*.conf", "include sshd_config.d/20-*.conf", "Include=/etc/ssh/sshd_config.d/10-a.conf /etc/ssh/none.conf");
        return mayInclude
            ? Gen.Frequency((10, setting), (2, match), (2, include), (1, Gen.Elements("", "# nothing")))
            : Gen.Frequency((10, setting), (2, match), (1, Gen.Elements("", "   # nothing")));
    }

    // Below Match only some keywords are taken, and sshd refuses the whole file for one of the others.
    private static string Text(IEnumerable<string> lines)
    {
        var isBelow = false;
        var kept = new List<string>();
        foreach (var line in lines)
        {
            isBelow |= line.StartsWith("match", StringComparison.OrdinalIgnoreCase);
            if (!isBelow || !Array.Exists(Keywords, keyword => !keyword.InMatch && line.Trim().StartsWith(keyword.Keyword, StringComparison.OrdinalIgnoreCase)))
            {
                kept.Add(line);
            }
        }
        return string.Concat(kept.Select(line => line + "\n"));
    }

    /// <summary>What sshd prints of the keywords; null where it refuses the configuration.</summary>
    private static SortedDictionary<string, string>? Printed(TemporaryFolder folder, string user)
    {
        var who = user.Length == 0 ? "" : $"-C user={user},host=client.example,addr=192.0.2.1";
        var (code, output) = Run(
            "unshare", "--mount", "--propagation", "private", "sh", "-c",
            $"mount --bind {folder["etc/ssh"]} /etc/ssh && mount -t tmpfs run /run && mkdir /run/sshd && exec /usr/sbin/sshd -T {who}");
        if (code != 0)
        {
            return null;
        }

        var printed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank > 0 && Array.Find(Keywords, keyword => keyword.Keyword.Equals(line[..blank], StringComparison.OrdinalIgnoreCase)).Keyword is { } keyword)
            {
                // Debian's update of 9.2 has a second name for one algorithm, which the version itself has not.
                printed[keyword] = line[(blank + 1)..].Replace("without-password", "prohibit-password", StringComparison.Ordinal).Replace("sntrup761x25519-sha512,", "", StringComparison.Ordinal);
            }
        }
        return printed;
    }

    private static SortedDictionary<string, string> Ours(TemporaryFolder folder, string user)
    {
        using var machine = Machine.Open(folder.Path, NodeLimits.Default).Value!;
        var draft = new EvidenceDraft("Host", "host");
        SshdFacts.Collect(machine, draft);
        Assert.Empty(draft.Unknowns);
        var blocks = draft.Facts["sshdMatches"]!.AsArray().Where(block => Holds((string)block!["conditions"]!, user)).Select(block => block!["settings"]!.AsObject()).ToArray();
        var ours = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (keyword, setting) in draft.Facts["sshdEffective"]!.AsObject())
        {
            if (Array.Exists(Keywords, known => known.Keyword == keyword))
            {
                var inEffect = blocks.Select(block => block[keyword]).FirstOrDefault(found => found is not null) ?? setting;
                ours[keyword] = (string)inEffect!["value"]!;
            }
        }
        return ours;
    }

    /// <summary>Whether conditions hold for a user: each one, since a block may stand in another.</summary>
    private static bool Holds(string conditions, string user)
    {
        var words = conditions.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at].Equals("user", StringComparison.OrdinalIgnoreCase))
            {
                if (!words[++at].Split(',').Contains(user))
                {
                    return false;
                }
            }
            else if (!words[at].Equals("all", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }
        return true;
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return (process.ExitCode, output);
    }

    /// <summary>A configuration and the two files that it may include.</summary>
    public sealed record Configuration(string Main, string First, string Second);
}
