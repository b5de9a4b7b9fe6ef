using System.Globalization;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Values of sshd as <c>sshd -T</c> prints them: times in seconds, lists of algorithms in full, words in one spelling; and what holds where nothing is set.</summary>
internal static class SshdValues
{
    // OpenSSH 9.2, sshd_config(5). What older and newer versions do otherwise changes no answer of a control but for algorithms, which see.
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AllowTcpForwarding"] = "yes",
        ["Banner"] = "none",
        ["Ciphers"] = "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com",
        ["ClientAliveCountMax"] = "3",
        ["ClientAliveInterval"] = "0",
        ["HostbasedAuthentication"] = "no",
        ["IgnoreRhosts"] = "yes",
        ["KexAlgorithms"] = "sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256",
        ["LogLevel"] = "INFO",
        ["LoginGraceTime"] = "120",
        ["MACs"] = "umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha1-etm@openssh.com,umac-64@openssh.com,umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512,hmac-sha1",
        ["MaxAuthTries"] = "6",
        ["MaxSessions"] = "10",
        ["MaxStartups"] = "10:30:100",
        ["PasswordAuthentication"] = "yes",
        ["PermitEmptyPasswords"] = "no",
        ["PermitRootLogin"] = "prohibit-password",
        ["PermitUserEnvironment"] = "no",
        ["UsePAM"] = "no",
        ["X11Forwarding"] = "no",
    };

    /// <summary>The keywords that are told, with what holds where nothing sets them.</summary>
    public static IReadOnlyDictionary<string, string> Known => Defaults;

    /// <summary>The keywords that have no default and are told where they are set.</summary>
    public static IReadOnlyList<string> Optional { get; } = ["AllowGroups", "AllowUsers", "AuthorizedKeysFile", "DenyGroups", "DenyUsers", "ListenAddress", "Port"];

    // sshd_config(5), "Match": only some keywords may be used there.
    private static readonly HashSet<string> Everywhere = new(StringComparer.OrdinalIgnoreCase) { "Ciphers", "KexAlgorithms", "ListenAddress", "LoginGraceTime", "MACs", "MaxStartups", "PermitUserEnvironment", "Port", "UsePAM" };

    /// <summary>Whether a keyword that is told may hold for some connections only; of others sshd takes nothing from a <c>Match</c> block.</summary>
    public static bool MayDiffer(string keyword) => !Everywhere.Contains(keyword);

    /// <summary>A value in the form of <c>sshd -T</c>; as it was written where it has no such form.</summary>
    public static string Plain(string keyword, string text) => keyword.ToUpperInvariant() switch
    {
        "CIPHERS" or "KEXALGORITHMS" or "MACS" => Algorithms(Defaults[keyword], text),
        "LOGLEVEL" => text.ToUpperInvariant() switch { "QUIET" => "SILENT", "DEBUG1" => "DEBUG", var level => level },
        "LOGINGRACETIME" or "CLIENTALIVEINTERVAL" => Seconds(text),
        "PERMITROOTLOGIN" when text.Equals("without-password", StringComparison.OrdinalIgnoreCase) => "prohibit-password",
        "ALLOWGROUPS" or "ALLOWUSERS" or "AUTHORIZEDKEYSFILE" or "BANNER" or "DENYGROUPS" or "DENYUSERS" => text,
        "ALLOWTCPFORWARDING" when text.Equals("all", StringComparison.OrdinalIgnoreCase) => "yes",
        _ => text.ToLowerInvariant() switch { "true" => "yes", "false" => "no", var word => word },
    };

    /// <summary>How many connections may wait: from how many on one in some is refused, and from how many on all are. One number changes only these two.</summary>
    /// <param name="text">The value.</param>
    /// <param name="before">The value before it; null if there is none.</param>
    public static string MaxStartups(string text, string? before) =>
        text.Contains(':', StringComparison.Ordinal) ? text : $"{text}:{(before ?? Defaults["MaxStartups"]).Split(':').ElementAtOrDefault(1)}:{text}";

    /// <summary>A list of algorithms: <c>+</c> adds to the default, <c>-</c> takes away what fits a pattern, <c>^</c> puts first.</summary>
    private static string Algorithms(string standard, string text)
    {
        var named = text.TrimStart('+', '-', '^').Split(',', StringSplitOptions.RemoveEmptyEntries);
        var all = standard.Split(',');
        return string.Join(',', text switch
        {
            ['+', ..] => all.Concat(named).Distinct(),
            ['-', ..] => all.Where(one => !named.Any(pattern => Glob.Fits(pattern, one))),
            ['^', ..] => named.Concat(all).Distinct(),
            _ => named,
        });
    }

    /// <summary>A time such as <c>2m</c> or <c>1h30m</c> (sshd_config(5), time formats).</summary>
    private static string Seconds(string text)
    {
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return "0";
        }

        long total = 0, number = 0;
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiDigit(c))
            {
                number = Math.Min((number * 10) + (c - '0'), int.MaxValue);
                continue;
            }

            var unit = c switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, 'w' => 604_800, _ => 0 };
            if (unit == 0)
            {
                return text;
            }

            total += number * unit;
            number = 0;
        }
        return (total + number).ToString(CultureInfo.InvariantCulture);
    }
}
