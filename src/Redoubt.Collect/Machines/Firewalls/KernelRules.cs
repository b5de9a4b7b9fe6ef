using Redoubt.Collect.Machines.Netlink;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>Reads the rules of nftables from the running kernel, as <c>nft list ruleset</c> does.</summary>
internal static class KernelRules
{
    // uapi/linux/netfilter/nfnetlink.h, nf_tables.h
    private const int Netfilter = 12;
    private const ushort Subsystem = 10 << 8;
    private const ushort GetChains = Subsystem | 4;
    private const ushort GetRules = Subsystem | 7;
    private const ushort GetSets = Subsystem | 10;
    private const ushort GetElements = Subsystem | 13;
    private const int FamilyHeader = 4;
    private const int IsInterval = 0x4;
    private const int HasTimeout = 0x10;
    private const int IsChangedByPackets = 0x20;
    private const int IsEnd = 0x1;
    private const int IsCatchAll = 0x2;

    /// <summary>All rules of this process' network; unknown with the kernel's reason.</summary>
    public static Seen<Ruleset> Read(NodeLimits limits)
    {
        var opened = NetlinkSocket.Open(Netfilter, "CAP_NET_ADMIN", limits);
        if (!opened.Found(out var socket))
        {
            return opened.As<Ruleset>();
        }

        using (socket)
        {
            var chains = socket.Dump(GetChains, [0, 0, 0, 0]);
            var rules = socket.Dump(GetRules, [0, 0, 0, 0]);
            var sets = socket.Dump(GetSets, [0, 0, 0, 0]);
            if (!chains.Found(out var chainEntries) || !rules.Found(out var ruleEntries) || !sets.Found(out var setEntries))
            {
                return Seen<Ruleset>.Unknown(chains.Reason ?? rules.Reason ?? sets.WhyNot);
            }

            Chain[] all = [.. chainEntries.Select(ReadChain)];
            AddRules(all, ruleEntries);
            return ReadSets(socket, setEntries, out var read) is { } reason ? Seen<Ruleset>.Unknown(reason) : Seen<Ruleset>.Of(new Ruleset(all, read));
        }
    }

    private static Chain ReadChain(byte[] entry)
    {
        var body = entry.AsMemory(FamilyHeader);
        var hook = NetlinkAttribute.Find(body, 4);
        return new Chain(entry[0], NetlinkAttribute.Text(body, 1), NetlinkAttribute.Text(body, 3),
            hook is { } found ? (Hook?)NetlinkAttribute.Number(found, 1) : null, hook is { } place ? NetlinkAttribute.Number(place, 2) ?? 0 : 0,
            NetlinkAttribute.Text(body, 7), (VerdictCode)(NetlinkAttribute.Number(body, 5) ?? (int)VerdictCode.Accept));
    }

    private static void AddRules(Chain[] chains, List<byte[]> entries)
    {
        var byName = chains.ToDictionary(chain => (chain.Family, chain.Table, chain.Name));
        foreach (var entry in entries)
        {
            var body = entry.AsMemory(FamilyHeader);
            if (byName.TryGetValue((entry[0], NetlinkAttribute.Text(body, 1), NetlinkAttribute.Text(body, 2)), out var chain))
            {
                chain.Rules.Add(ExpressionReader.Read(NetlinkAttribute.Find(body, 4) ?? default));
            }
        }
    }

    private static string? ReadSets(NetlinkSocket socket, List<byte[]> entries, out Dictionary<(int, string, string), NamedSet> sets)
    {
        sets = [];
        foreach (var entry in entries)
        {
            var body = entry.AsMemory(FamilyHeader);
            var (table, name) = (NetlinkAttribute.Text(body, 1), NetlinkAttribute.Text(body, 2));
            var elements = socket.Dump(GetElements, [entry[0], 0, 0, 0, .. NetlinkAttribute.OfText(1, table), .. NetlinkAttribute.OfText(2, name)]);
            if (!elements.Found(out var found))
            {
                return elements.WhyNot;
            }

            sets[(entry[0], table, name)] = ReadSet(body, [.. found.SelectMany(ListedElements)]);
        }

        return null;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> ListedElements(byte[] entry) =>
        NetlinkAttribute.Find(entry.AsMemory(FamilyHeader), 3) is { } list ? NetlinkAttribute.In(list).Select(element => element.Bytes) : [];

    private static NamedSet ReadSet(ReadOnlyMemory<byte> body, IReadOnlyList<ReadOnlyMemory<byte>> listed)
    {
        var flags = NetlinkAttribute.Number(body, 3) ?? 0;
        var keyLength = NetlinkAttribute.Number(body, 5) ?? 0;
        var concatenated = NetlinkAttribute.Find(body, 9) is { } description && NetlinkAttribute.Find(description, 2) is { } parts
            ? NetlinkAttribute.In(parts).Select(part => NetlinkAttribute.Number(part.Bytes, 1) ?? 0).ToArray()
            : [];
        var fields = concatenated.Length > 1 ? concatenated : [keyLength];
        var keyed = listed.Where(element => !Has(element, IsCatchAll));
        var elements = (flags & IsInterval) != 0 && fields.Length == 1
            ? Intervals(keyed, keyLength)
            : keyed.Select(element => Key(element, 1) is { } from ? new Element(from, Key(element, 10) ?? from, VerdictOf(element)) : null).OfType<Element>();
        return new NamedSet((flags & (HasTimeout | IsChangedByPackets)) != 0, fields, [.. elements], listed.Where(element => Has(element, IsCatchAll)).Select(VerdictOf).FirstOrDefault());
    }

    /// <summary>An interval is an element that begins it and one that is the first beyond it; the last has none where it goes to the end.</summary>
    private static IEnumerable<Element> Intervals(IEnumerable<ReadOnlyMemory<byte>> listed, int length)
    {
        var marks = listed.Select(element => (Key: Key(element, 1) ?? [], IsEnd: Has(element, IsEnd), Verdict: VerdictOf(element)))
            .Where(mark => mark.Key.Length == length).OrderBy(mark => AddressBlocks.Number(mark.Key)).ThenByDescending(mark => mark.IsEnd).ToArray();
        for (var i = 0; i < marks.Length; i++)
        {
            if (!marks[i].IsEnd)
            {
                var next = i + 1 < marks.Length ? marks[i + 1].Key : null;
                yield return new Element(marks[i].Key, next is null ? [.. Enumerable.Repeat((byte)0xFF, length)] : Before(next), marks[i].Verdict);
            }
        }
    }

    private static byte[] Before(byte[] key)
    {
        byte[] before = [.. key];
        for (var i = before.Length - 1; i >= 0 && before[i]-- == 0; i--)
        {
        }

        return before;
    }

    private static byte[]? Key(ReadOnlyMemory<byte> element, int type) =>
        NetlinkAttribute.Find(element, type) is { } data && NetlinkAttribute.Find(data, 1) is { } value ? value.ToArray() : null;

    private static Verdict? VerdictOf(ReadOnlyMemory<byte> element) => NetlinkAttribute.Find(element, 2) is { } data ? ExpressionReader.VerdictIn(data) : null;

    private static bool Has(ReadOnlyMemory<byte> element, int flag) => ((NetlinkAttribute.Number(element, 3) ?? 0) & flag) != 0;
}
