using System.Buffers.Binary;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>Reads the expressions of a rule from what the kernel sends (uapi/linux/netfilter/nf_tables.h).</summary>
internal static class ExpressionReader
{
    private const int ListElement = 1;
    private const int FirstSmallRegister = 8;
    private const int DestinationNat = 1;

    private static readonly HashSet<string> Harmless = ["counter", "log", "notrack", "objref", "masq", "last"];
    private static readonly HashSet<string> HarmlessTargets =
        ["LOG", "NFLOG", "MARK", "CONNMARK", "TCPMSS", "CT", "TRACE", "CLASSIFY", "DSCP", "TOS", "CHECKSUM", "MASQUERADE", "SNAT", "SECMARK", "CONNSECMARK", "SET", "AUDIT"];
    private static readonly HashSet<string> RedirectingTargets = ["DNAT", "REDIRECT", "NETMAP", "TPROXY"];

    /// <summary>Somebody else decides: a program, or a target that is not understood.</summary>
    private static Decide Elsewhere => new(new Verdict(VerdictCode.Queue, ""));

    /// <summary>The expressions of a rule, first to last.</summary>
    /// <param name="list">The nested list.</param>
    public static IReadOnlyList<Expression> Read(ReadOnlyMemory<byte> list) =>
        [.. NetlinkAttribute.In(list).Where(entry => entry.Type == ListElement)
            .Select(entry => Read(NetlinkAttribute.Text(entry.Bytes, 1), NetlinkAttribute.Find(entry.Bytes, 2) ?? default))];

    /// <summary>A verdict inside of data; null where it holds a value.</summary>
    public static Verdict? VerdictIn(ReadOnlyMemory<byte> data) => NetlinkAttribute.Find(data, 2) is { } verdict && NetlinkAttribute.Number(verdict, 1) is { } code
        ? new Verdict((VerdictCode)code, NetlinkAttribute.Text(verdict, 2))
        : null;

    private static Expression Read(string name, ReadOnlyMemory<byte> data) => name switch
    {
        "meta" => Register(data, 1) is { } to ? new MetaLoad(Number(data, 2), to) : new NoEffect(),
        "ct" => Register(data, 1) is { } to ? new ConnectionLoad(Number(data, 2), to) : new NoEffect(),
        "payload" => Register(data, 1) is { } to ? new PayloadLoad(Number(data, 2), Number(data, 3), Number(data, 4), to) : new UnknownExpression("payload"),
        "bitwise" => ReadMask(data),
        "cmp" => Register(data, 1) is { } register && Value(data, 3) is { } value ? new Compare(register, (Comparison)Number(data, 2), value) : new UnknownExpression(name),
        "range" => Register(data, 1) is { } register && Value(data, 3) is { } from && Value(data, 4) is { } to ? new InRange(register, Number(data, 2) != 0, from, to) : new UnknownExpression(name),
        "lookup" => ReadLookup(data),
        "immediate" => ReadImmediate(data),
        "reject" => new Decide(new Verdict(VerdictCode.Drop, "")),
        "nat" => Number(data, 1) == DestinationNat ? new Redirect() : new NoEffect(),
        "redir" or "tproxy" => new Redirect(),
        "queue" => Elsewhere,
        "limit" or "quota" or "connlimit" => new Sometimes(),
        "match" => ReadMatch(data),
        "target" => ReadTarget(NetlinkAttribute.Text(data, 1)),
        "fib" or "rt" or "hash" or "numgen" or "socket" or "osf" or "exthdr" or "tunnel" or "xfrm" => ReadOtherLoad(name, data),
        _ => Harmless.Contains(name) ? new NoEffect() : new UnknownExpression(name),
    };

    private static Expression ReadMask(ReadOnlyMemory<byte> data) =>
        Register(data, 1) is { } from && Register(data, 2) is { } to && Number(data, 6) == 0 && Value(data, 4) is { } bits && Value(data, 5) is { } xor && bits.Length == xor.Length
            ? new Mask(from, to, bits, xor)
            : Register(data, 2) is { } other ? new UnknownLoad(other) : new UnknownExpression("bitwise");

    private static Expression ReadLookup(ReadOnlyMemory<byte> data)
    {
        if (Register(data, 2) is not { } register)
        {
            return new UnknownExpression("lookup");
        }

        // Register 0 is where a verdict goes; a map to values loads another.
        var to = NetlinkAttribute.Number(data, 3);
        return to is > 0 ? new UnknownExpression("map") : new Lookup(NetlinkAttribute.Text(data, 1), register, (Number(data, 5) & 1) != 0, to == 0);
    }

    private static Expression ReadImmediate(ReadOnlyMemory<byte> data)
    {
        var value = NetlinkAttribute.Find(data, 2) ?? default;
        return VerdictIn(value) is { } verdict ? new Decide(verdict) : Register(data, 1) is { } register ? new UnknownLoad(register) : new UnknownExpression("immediate");
    }

    private static Expression ReadMatch(ReadOnlyMemory<byte> data)
    {
        var name = NetlinkAttribute.Text(data, 1);
        return name == "comment" ? new NoEffect()
            : name is "limit" or "hashlimit" or "connlimit" or "quota" or "statistic" or "recent" or "time" ? new Sometimes()
            : new TableMatch(name, Number(data, 2), (NetlinkAttribute.Find(data, 3) ?? default).ToArray());
    }

    private static Expression ReadTarget(string name) =>
        name == "REJECT" ? new Decide(new Verdict(VerdictCode.Drop, ""))
        : RedirectingTargets.Contains(name) ? new Redirect()
        : HarmlessTargets.Contains(name) ? new NoEffect()
        : Elsewhere;

    /// <summary>Those that load something that is not followed: a later comparison of it decides nothing. Some name their register elsewhere.</summary>
    private static Expression ReadOtherLoad(string name, ReadOnlyMemory<byte> data) =>
        name is not ("hash" or "socket" or "tunnel") && Register(data, 1) is { } register ? new UnknownLoad(register) : new UnknownExpression(name);

    private static int Number(ReadOnlyMemory<byte> data, int type) => NetlinkAttribute.Number(data, type) ?? 0;

    private static byte[]? Value(ReadOnlyMemory<byte> data, int type) =>
        NetlinkAttribute.Find(data, type) is { } nested && NetlinkAttribute.Find(nested, 1) is { } value ? value.ToArray() : null;

    /// <summary>Where a register begins: the first ones have 16 bytes, those from 8 on have 4 and lie in the same place.</summary>
    private static int? Register(ReadOnlyMemory<byte> data, int type) => NetlinkAttribute.Find(data, type) is { Length: 4 } bytes
        ? BinaryPrimitives.ReadInt32BigEndian(bytes.Span) switch
        {
            >= FirstSmallRegister and < FirstSmallRegister + 16 and var small => (small - FirstSmallRegister) * 4,
            >= 1 and <= 4 and var large => (large - 1) * 16,
            _ => null,
        }
        : null;
}
