using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>Where an engine of Docker listens: what <c>hosts</c> names, and for <c>fd://</c> what its unit of sockets opens.</summary>
internal static class DockerListeners
{
    /// <summary>The addresses, each with its scheme: <c>unix:///run/docker.sock</c>, <c>tcp://0.0.0.0:2376</c>.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="configuration">What is set.</param>
    /// <param name="standard">The socket where nothing names another.</param>
    /// <param name="directories">Where units are looked for.</param>
    public static Seen<IReadOnlyList<string>> Of(Machine machine, DockerConfiguration configuration, string standard, IReadOnlyList<string> directories)
    {
        if (configuration.Unknown.TryGetValue("hosts", out var reason))
        {
            return Seen<IReadOnlyList<string>>.Unknown(reason);
        }

        var hosts = configuration.List("hosts");
        var all = new List<string>();
        foreach (var host in hosts.Count == 0 ? [$"unix://{standard}"] : hosts)
        {
            if (!host.StartsWith("fd://", StringComparison.Ordinal))
            {
                all.Add(Address(host.Trim(), standard, configuration));
                continue;
            }

            var unit = SystemdUnit.Of(machine, "docker.socket", directories);
            if (!unit.Found(out var found))
            {
                return Seen<IReadOnlyList<string>>.Unknown($"docker.socket: {unit.WhyNot}, though fd:// asks for it");
            }

            if (found.Problems is [var problem, ..])
            {
                return Seen<IReadOnlyList<string>>.Unknown(problem);
            }

            all.AddRange(found.Values("Socket", "ListenStream").Select(setting => Stream(UnitSpecifiers.Resolve(setting.Value, found.Name, machine.Name))));
        }

        return Seen<IReadOnlyList<string>>.Of([.. all.Distinct().Order(StringComparer.Ordinal)]);
    }

    // An address without a scheme is one of TCP; without an address, the one that Docker takes (dockerd(8)).
    private static string Address(string host, string standard, DockerConfiguration configuration)
    {
        var isGuarded = configuration.Text("tls") == "true" || configuration.Settings.GetValueOrDefault("tlsverify") is { From: not "default" };
        return host switch
        {
            "unix://" => $"unix://{standard}",
            "tcp://" or "" => isGuarded ? "tcp://localhost:2376" : "tcp://localhost:2375",
            _ when host.Contains("://", StringComparison.Ordinal) => host,
            _ => $"tcp://{host}",
        };
    }

    // systemd.socket(5): a path is a socket of the machine, a number a port on all addresses.
    private static string Stream(string value) =>
        value.StartsWith('/') ? $"unix://{value}" : value.All(char.IsAsciiDigit) ? $"tcp://0.0.0.0:{value}" : $"tcp://{value}";
}
