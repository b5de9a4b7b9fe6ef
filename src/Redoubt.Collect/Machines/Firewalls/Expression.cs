namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>One step of a rule: it loads something of the packet, compares it, or does something. Registers are counted in bytes from the first.</summary>
internal abstract record Expression;

/// <summary>Loads what the kernel knows of a packet (<c>meta</c>).</summary>
internal sealed record MetaLoad(int Key, int Register) : Expression;

/// <summary>Loads the state of the connection (<c>ct</c>).</summary>
internal sealed record ConnectionLoad(int Key, int Register) : Expression;

/// <summary>Loads bytes of the packet: of its network header (1) or its transport header (2).</summary>
internal sealed record PayloadLoad(int Header, int Offset, int Length, int Register) : Expression;

/// <summary>Masks a register: <c>to = (from and mask) xor bits</c>.</summary>
internal sealed record Mask(int From, int To, byte[] Bits, byte[] Xor) : Expression;

/// <summary>Compares a register with a value.</summary>
internal sealed record Compare(int Register, Comparison Operation, byte[] Value) : Expression;

/// <summary>Looks whether a register lies in a range, both ends counted in.</summary>
internal sealed record InRange(int Register, bool IsInverted, byte[] From, byte[] To) : Expression;

/// <summary>Looks a register up in a set, or what to do in a map to verdicts.</summary>
internal sealed record Lookup(string Set, int Register, bool IsInverted, bool GivesVerdict) : Expression;

/// <summary>Ends the rule with a verdict.</summary>
internal sealed record Decide(Verdict Verdict) : Expression;

/// <summary>Sends the packet to another address or port than it was sent to.</summary>
internal sealed record Redirect : Expression;

/// <summary>A match of x_tables inside a rule of nftables, as <c>iptables-nft</c> writes them.</summary>
internal sealed record TableMatch(string Name, int Revision, byte[] Info) : Expression;

/// <summary>Changes nothing of who is let in: counters, logs, marks.</summary>
internal sealed record NoEffect : Expression;

/// <summary>Holds at some times and not at others, whatever the packet: a limit on how often.</summary>
internal sealed record Sometimes : Expression;

/// <summary>Loads something that is not followed into a register.</summary>
internal sealed record UnknownLoad(int Register) : Expression;

/// <summary>Something that this version does not understand: whether the rule goes on is not known.</summary>
internal sealed record UnknownExpression(string Name) : Expression;

/// <summary>How two values are compared (uapi/linux/netfilter/nf_tables.h, enum nft_cmp_ops).</summary>
internal enum Comparison
{
    Equal = 0,
    NotEqual = 1,
    Less = 2,
    LessOrEqual = 3,
    Greater = 4,
    GreaterOrEqual = 5,
}
