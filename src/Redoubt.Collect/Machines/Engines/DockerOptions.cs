namespace Redoubt.Collect.Machines.Engines;

/// <summary>
/// The options of dockerd that are told, by their names in <c>daemon.json</c>, with what holds where nothing sets them (dockerd(8); alike from 20.10 on).
/// Others may hold what is secret, as a proxy's password, and are not told.
/// </summary>
internal static class DockerOptions
{
    private static readonly Dictionary<string, string?> Texts = new(StringComparer.Ordinal)
    {
        ["bridge"] = null,
        ["cgroup-parent"] = null,
        ["containerd"] = null,
        ["data-root"] = "/var/lib/docker",
        ["default-runtime"] = "runc",
        ["exec-root"] = "/var/run/docker",
        ["group"] = "docker",
        ["log-driver"] = "json-file",
        ["log-level"] = "info",
        ["metrics-addr"] = null,
        ["seccomp-profile"] = null,
        ["storage-driver"] = null,
        ["tlscacert"] = null,
        ["tlscert"] = null,
        ["tlskey"] = null,
        ["userns-remap"] = null,
    };

    private static readonly Dictionary<string, string?> Flags = new(StringComparer.Ordinal)
    {
        ["debug"] = "false",
        ["experimental"] = "false",
        ["icc"] = "true",
        ["iptables"] = "true",
        ["live-restore"] = "false",
        ["no-new-privileges"] = "false",
        ["selinux-enabled"] = "false",
        ["tls"] = "false",
        ["tlsverify"] = "false",
        ["userland-proxy"] = "true",
    };

    // Lists, and objects of which the names are told.
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "authorization-plugins", "default-ulimits", "hosts", "insecure-registries", "registry-mirrors", "runtimes", "storage-opts",
    };

    private static readonly Dictionary<string, string> FlagNames = new(StringComparer.Ordinal)
    {
        ["add-runtime"] = "runtimes",
        ["authorization-plugin"] = "authorization-plugins",
        ["default-ulimit"] = "default-ulimits",
        ["graph"] = "data-root",
        ["host"] = "hosts",
        ["insecure-registry"] = "insecure-registries",
        ["registry-mirror"] = "registry-mirrors",
        ["storage-opt"] = "storage-opts",
    };

    private static readonly Dictionary<char, string> Letters = new()
    {
        ['b'] = "bridge",
        ['D'] = "debug",
        ['g'] = "data-root",
        ['G'] = "group",
        ['H'] = "hosts",
        ['l'] = "log-level",
        ['p'] = "pidfile",
        ['s'] = "storage-driver",
        ['v'] = "version",
    };

    /// <summary>How its command line is read.</summary>
    public static CommandForm Form { get; } = CommandForm.Of(Letters, new HashSet<string>(Flags.Keys, StringComparer.Ordinal)
    {
        "help", "init", "ip-forward", "ip-masq", "ip6tables", "ipv6", "raw-logs", "rootless", "validate", "version", "allow-direct-routing", "bip6",
    });

    /// <summary>All names that are told.</summary>
    public static IEnumerable<string> All => Texts.Keys.Concat(Flags.Keys).Concat(Lists);

    /// <summary>The name in <c>daemon.json</c> of a flag.</summary>
    public static string OfFlag(string flag) => FlagNames.GetValueOrDefault(flag, flag);

    /// <summary>Whether an option is a list or an object.</summary>
    public static bool IsList(string name) => Lists.Contains(name);

    /// <summary>Whether an option is on or off.</summary>
    public static bool IsFlag(string name) => Flags.ContainsKey(name);

    /// <summary>What holds where nothing sets it; null if nothing does.</summary>
    public static string? Default(string name) => Texts.GetValueOrDefault(name) ?? Flags.GetValueOrDefault(name);
}
