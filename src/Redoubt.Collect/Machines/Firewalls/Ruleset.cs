namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>The rules of nftables as the kernel has them: those of <c>nft</c> and of <c>iptables-nft</c> alike.</summary>
/// <param name="Chains">All chains, in the kernel's order.</param>
/// <param name="Sets">All sets and maps, by family, table and name.</param>
internal sealed record Ruleset(IReadOnlyList<Chain> Chains, IReadOnlyDictionary<(int Family, string Table, string Name), NamedSet> Sets);

/// <summary>Where a base chain stands on a packet's way (uapi/linux/netfilter.h).</summary>
internal enum Hook
{
    Prerouting = 0,
    Input = 1,
    Forward = 2,
    Output = 3,
    Postrouting = 4,
    Ingress = 5,
}

/// <summary>A chain of rules.</summary>
/// <param name="Family">The family of its table: 1 inet, 2 ip, 5 netdev, 10 ip6.</param>
/// <param name="Table">The table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hook">Where it stands; null where only other chains lead to it.</param>
/// <param name="Priority">Its place among the base chains of a hook: lower ones come first.</param>
/// <param name="Type">What it is for: <c>filter</c>, <c>nat</c>, <c>route</c>.</param>
/// <param name="Policy">What happens to what its rules do not decide.</param>
internal sealed record Chain(int Family, string Table, string Name, Hook? Hook, int Priority, string Type, VerdictCode Policy)
{
    /// <summary>Its rules, first to last: what each matches and does, one after the other.</summary>
    public List<IReadOnlyList<Expression>> Rules { get; } = [];
}

/// <summary>What is in a set, or in a map to verdicts.</summary>
/// <param name="IsChanging">Whether packets or time change what is in it.</param>
/// <param name="Fields">The lengths of the parts of a key, in bytes; one for a key of one part.</param>
/// <param name="Elements">What is in it, as intervals.</param>
/// <param name="Otherwise">In a map to verdicts, what happens to every other key; else null.</param>
internal sealed record NamedSet(bool IsChanging, IReadOnlyList<int> Fields, IReadOnlyList<Element> Elements, Verdict? Otherwise);

/// <summary>An element of a set: a key from and to, both counted in.</summary>
/// <param name="From">The lowest key.</param>
/// <param name="To">The highest key.</param>
/// <param name="Verdict">In a map to verdicts, what happens; else null.</param>
internal sealed record Element(byte[] From, byte[] To, Verdict? Verdict);

/// <summary>What becomes of a packet (uapi/linux/netfilter.h, nf_tables.h).</summary>
internal enum VerdictCode
{
    Return = -5,
    GoTo = -4,
    Jump = -3,
    Break = -2,
    Continue = -1,
    Drop = 0,
    Accept = 1,
    Stolen = 2,
    Queue = 3,
}

/// <summary>A verdict, and the chain that a jump leads to.</summary>
/// <param name="Code">The verdict.</param>
/// <param name="Chain">The chain of a jump; else empty.</param>
internal sealed record Verdict(VerdictCode Code, string Chain);
