using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Firewalls;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>
/// Who listens for the network, by the tables of process 1's network (proc_pid_net(5)), with the process behind each socket where that may be seen, and to whom the packet
/// filter leaves it open.
/// </summary>
internal static class SocketFacts
{
    private const string Listening = "0A"; // TCP_LISTEN, include/net/tcp_states.h
    private const string Unconnected = "07"; // TCP_CLOSE: a UDP socket that takes from anybody

    /// <summary>Fills <c>sockets</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var folder = machine.Root.HasRunningKernel() || !machine.Root.Status("/proc/1/net").IsAbsent ? "/proc/1/net" : "/proc/net";
        var sockets = new List<(Listener Socket, ulong Inode)>();
        foreach (var (table, state) in new[] { ("tcp", Listening), ("tcp6", Listening), ("udp", Unconnected), ("udp6", Unconnected) })
        {
            var text = machine.Root.Text($"{folder}/{table}");
            if (text.Found(out var found))
            {
                sockets.AddRange(ConfigurationFiles.Lines(found).Skip(1).Select(line => Read(line.Text, table, state)).OfType<(Listener, ulong)>());
            }
            else if (!text.IsAbsent || table is "tcp" or "udp")
            {
                // A kernel without IPv6 has no second table.
                draft.Unknown("sockets", $"{folder}/{table}: {text.WhyNot}");
            }
        }

        var owners = sockets.Count == 0 ? [] : Owners(machine);
        Listener[] all = [.. sockets.Select(one => one.Socket with { Process = owners.GetValueOrDefault(one.Inode) }).Distinct()
            .OrderBy(one => one.Port).ThenBy(one => one.Protocol, StringComparer.Ordinal).ThenBy(one => one.Address, StringComparer.Ordinal).ThenBy(one => one.Process, StringComparer.Ordinal)];
        var facts = new JsonArray();
        draft.Facts["sockets"] = facts;
        if (all.Length > 0 && machine.Firewall.Value is null)
        {
            draft.Unknown("sockets[*].openTo", machine.Firewall.WhyNot);
        }

        for (var i = 0; i < all.Length; i++)
        {
            var fact = all[i].ToFact(machine.Accounts);
            facts.Add((JsonNode)fact);
            if (machine.Firewall.Value is { } firewall)
            {
                AddOpenings(firewall.Ports, all, all[i], fact, reason => draft.Unknown($"sockets[{i}].openTo", reason));
            }

            if (all[i].Process is null)
            {
                draft.Unknown($"sockets[{i}].process", "no process that may be looked into holds it: that takes CAP_SYS_PTRACE, and in a pod `hostPID: true`");
            }
        }
    }

    private static void AddOpenings(OpenPorts ports, Listener[] all, Listener listener, JsonObject fact, Action<string> unknown)
    {
        // One listener on :: takes IPv4 too, unless another has that (ipv6(7), IPV6_V6ONLY).
        var takesIPv4 = !all.Any(other => other.Protocol == listener.Protocol && other.Port == listener.Port && other.Address == "0.0.0.0");
        var openings = listener.Reach == "loopback" ? Seen<IReadOnlyList<Opening>>.Of([]) : ports.Of(IPAddress.Parse(listener.Address), listener.Protocol, listener.Port, takesIPv4);
        if (openings.Found(out var found))
        {
            fact["openTo"] = new JsonArray([.. found.Select(ToFact)]);
        }
        else
        {
            unknown(openings.WhyNot);
        }
    }

    private static JsonObject ToFact(Opening opening)
    {
        var fact = new JsonObject { ["source"] = opening.Source };
        if (opening.Interface is { } name)
        {
            fact["interface"] = name;
        }

        return fact;
    }

    /// <summary>A line such as <c>0: 0100007F:0277 00000000:0000 0A …</c>: numbers of 32 bits in the machine's own order, the port in the network's.</summary>
    private static (Listener, ulong)? Read(string line, string table, string state)
    {
        var words = ConfigurationFiles.Words(line);
        if (words.Length < 10 || words[3] != state || words[1].Split(':') is not [var address, var port] || !TryAddress(address, out var ip)
            || !int.TryParse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            || !uint.TryParse(words[7], NumberStyles.None, CultureInfo.InvariantCulture, out var user) || !ulong.TryParse(words[9], NumberStyles.None, CultureInfo.InvariantCulture, out var inode))
        {
            return null;
        }

        return (new Listener(ip.ToString(), number, table[..3], Reach(ip), user, null), inode);
    }

    private static bool TryAddress(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Length is not (8 or 32))
        {
            return false;
        }

        var bytes = new byte[text.Length / 2];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            if (!uint.TryParse(text.AsSpan(i * 2, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var word))
            {
                return false;
            }

            BitConverter.TryWriteBytes(bytes.AsSpan(i), word);
        }

        address = new IPAddress(bytes);
        return true;
    }

    /// <summary>How far the address itself lets others come: the machine alone, or a network.</summary>
    private static string Reach(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) ? "loopback" : "network";

    private static Dictionary<ulong, string> Owners(Machine machine)
    {
        var owners = new Dictionary<ulong, string>();
        foreach (var process in machine.Processes.All.Where(process => process.Arguments.Count > 0))
        {
            var folder = $"/proc/{process.Id}/fd";
            var names = machine.Root.Names(folder);
            foreach (var name in names.Value ?? [])
            {
                if (machine.Root.Target($"{folder}/{name}").Value is ['s', 'o', 'c', 'k', 'e', 't', ':', '[', .. var number, ']'] && ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var inode))
                {
                    owners.TryAdd(inode, process.Name);
                }
            }
        }
        return owners;
    }

    private sealed record Listener(string Address, int Port, string Protocol, string Reach, uint User, string? Process)
    {
        public JsonObject ToFact(Accounts accounts) => new()
        {
            ["address"] = Address,
            ["port"] = Port,
            ["process"] = Process,
            ["protocol"] = Protocol,
            ["reach"] = Reach,
            ["user"] = accounts.User(User) ?? User.ToString(CultureInfo.InvariantCulture),
        };
    }
}
