using System.Runtime.InteropServices;
using System.Text;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>
/// The registers of nftables while a rule looks at a packet whose source is open: each byte is known, or a byte of the source (perhaps masked), or not known. What is compared
/// with them gives the sources that fit.
/// </summary>
internal sealed class Registers(Arrival packet)
{
    private const int Size = 64;

    // uapi/linux/netfilter/nf_tables.h, enum nft_meta_keys
    private const int MetaProtocol = 1;
    private const int MetaInterface = 4;
    private const int MetaInterfaceName = 6;
    private const int MetaFamily = 15;
    private const int MetaTransport = 16;
    private const int ConnectionState = 0;
    private const int NameLength = 16;
    private const int NetworkHeader = 1;
    private const int TransportHeader = 2;

    private readonly Cell[] _cells = new Cell[Size];

    private enum Kind : byte
    {
        Unknown,
        Known,
        Source,
    }

    /// <summary>Every source.</summary>
    private Sources All => Sources.Certain(AddressBlocks.All(packet.AddressBytes));

    private Sources Perhaps => Sources.Perhaps(AddressBlocks.All(packet.AddressBytes));

    /// <summary>Loads what the kernel knows of the packet.</summary>
    public void Load(MetaLoad load)
    {
        switch (load.Key)
        {
            case MetaTransport:
                Set(load.Register, [(byte)packet.Protocol]);
                break;
            case MetaFamily:
                Set(load.Register, [(byte)(packet.IsIPv6 ? 10 : 2)]);
                break;
            case MetaProtocol:
                Set(load.Register, packet.IsIPv6 ? [0x86, 0xDD] : [0x08, 0x00]);
                break;
            case MetaInterfaceName:
                Set(load.Register, Encoding.UTF8.GetBytes(packet.Interface.Name.PadRight(NameLength, '\0')).AsSpan(0, NameLength));
                break;
            case MetaInterface when packet.Interface.Index > 0:
                var index = packet.Interface.Index;
                Set(load.Register, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref index)));
                break;
            default:
                Forget(load.Register);
                break;
        }
    }

    /// <summary>Loads the state of the connection.</summary>
    public void Load(ConnectionLoad load)
    {
        if (load.Key != ConnectionState)
        {
            Forget(load.Register);
            return;
        }

        var state = packet.State;
        Set(load.Register, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref state)));
    }

    /// <summary>Loads bytes of the packet's headers.</summary>
    public void Load(PayloadLoad load)
    {
        for (var i = 0; i < load.Length && load.Register + i < Size; i++)
        {
            _cells[load.Register + i] = Byte(load.Header, load.Offset + i);
        }

        // The kernel fills the last word with zeros.
        for (var i = load.Length; i % 4 != 0 && load.Register + i < Size; i++)
        {
            _cells[load.Register + i] = new Cell(Kind.Known, 0);
        }
    }

    /// <summary>What a register holds is not known from here on.</summary>
    public void Forget(int register) => _cells.AsSpan(register, Math.Min(NameLength, Size - register)).Clear();

    /// <summary>Masks a register.</summary>
    public void Apply(Mask mask)
    {
        for (var i = 0; i < mask.Bits.Length && mask.From + i < Size && mask.To + i < Size; i++)
        {
            var cell = _cells[mask.From + i];
            _cells[mask.To + i] = mask.Bits[i] == 0 ? new Cell(Kind.Known, mask.Xor[i])
                : cell.Kind == Kind.Known ? new Cell(Kind.Known, (byte)((cell.Value & mask.Bits[i]) ^ mask.Xor[i]))
                : cell.Kind == Kind.Source && mask.Xor[i] == 0 ? cell with { Mask = (byte)(cell.Mask & mask.Bits[i]) }
                : default;
        }
    }

    /// <summary>The sources for which a comparison holds.</summary>
    public Sources Compare(Compare compare)
    {
        var zeros = new byte[compare.Value.Length];
        byte[] ones = [.. Enumerable.Repeat((byte)0xFF, compare.Value.Length)];
        return compare.Operation switch
        {
            Comparison.Equal => Equal(compare.Register, compare.Value),
            Comparison.NotEqual => Not(Equal(compare.Register, compare.Value)),
            Comparison.LessOrEqual => Within(compare.Register, zeros, compare.Value),
            Comparison.GreaterOrEqual => Within(compare.Register, compare.Value, ones),
            Comparison.Less => Not(Within(compare.Register, compare.Value, ones)),
            Comparison.Greater => Not(Within(compare.Register, zeros, compare.Value)),
            _ => Perhaps,
        };
    }

    /// <summary>The sources for which a register lies in a range, both ends counted in.</summary>
    public Sources Within(int register, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        if (from.SequenceEqual(to))
        {
            return Equal(register, from);
        }

        if (Known(register, from.Length) is { } known)
        {
            return known.AsSpan().SequenceCompareTo(from) >= 0 && known.AsSpan().SequenceCompareTo(to) <= 0 ? All : Sources.None;
        }

        return IsSource(register, from.Length) ? Sources.Certain(AddressBlocks.Between(AddressBlocks.Number(from), AddressBlocks.Number(to))) : Perhaps;
    }

    /// <summary>All others.</summary>
    public Sources Not(Sources sources) => All.Without(sources, packet.AddressBytes);

    /// <summary>The sources whose key is an element of a set; the parts of a key stand in words of four bytes.</summary>
    public Sources Find(NamedSet set, Element element, int register)
    {
        if (set.Fields.Count == 1)
        {
            return Within(register, element.From, element.To);
        }

        var (found, at) = (All, 0);
        foreach (var length in set.Fields)
        {
            if (at + length > element.From.Length || at + length > element.To.Length)
            {
                return Perhaps;
            }

            found = found.And(Within(register + at, element.From.AsSpan(at, length), element.To.AsSpan(at, length)));
            at += (length + 3) & ~3;
        }

        return found;
    }

    private Sources Equal(int register, ReadOnlySpan<byte> value)
    {
        var (address, bits, isCertain) = (UInt128.Zero, 0, true);
        for (var i = 0; i < value.Length; i++)
        {
            var cell = register + i < Size ? _cells[register + i] : default;
            if (cell.Kind == Kind.Known)
            {
                if (cell.Value != value[i])
                {
                    return Sources.None;
                }
            }
            else if (cell.Kind == Kind.Source && (value[i] & ~cell.Mask) != 0)
            {
                return Sources.None;
            }
            else if (cell.Kind == Kind.Source && isCertain && bits == cell.Index * 8 && IsPrefix(cell.Mask))
            {
                address |= (UInt128)value[i] << ((packet.AddressBytes - 1 - cell.Index) * 8);
                bits += System.Numerics.BitOperations.PopCount(cell.Mask);
            }
            else
            {
                isCertain = false;
            }
        }

        var open = packet.AddressBytes * 8 - bits;
        var block = AddressBlocks.Between(address, address + (open == 128 ? UInt128.MaxValue : (UInt128.One << open) - 1));
        return isCertain ? Sources.Certain(block) : Sources.Perhaps(block);
    }

    private byte[]? Known(int register, int length)
    {
        if (register + length > Size)
        {
            return null;
        }

        var cells = _cells.AsSpan(register, length);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            if (cells[i].Kind != Kind.Known)
            {
                return null;
            }

            bytes[i] = cells[i].Value;
        }

        return bytes;
    }

    private bool IsSource(int register, int length)
    {
        var isSource = length == packet.AddressBytes && register + length <= Size;
        for (var i = 0; isSource && i < length; i++)
        {
            isSource = _cells[register + i] is { Kind: Kind.Source, Mask: 0xFF } cell && cell.Index == i;
        }

        return isSource;
    }

    /// <summary>A byte of a header, where it is the same in every such packet: RFC 791, 8200, 9293, 768.</summary>
    private Cell Byte(int header, int offset)
    {
        var (source, destination, transport) = packet.IsIPv6 ? (8, 24, 6) : (12, 16, 9);
        if (header == NetworkHeader)
        {
            return offset == transport ? new Cell(Kind.Known, (byte)packet.Protocol)
                : offset >= source && offset < source + packet.AddressBytes ? new Cell(Kind.Source, 0, (byte)(offset - source), 0xFF)
                : offset >= destination && offset - destination < packet.Destination.Length ? new Cell(Kind.Known, packet.Destination[offset - destination])
                : default;
        }

        const int flags = 13;
        const byte synchronise = 0x02;
        return (header, offset) switch
        {
            (TransportHeader, 2) => new Cell(Kind.Known, (byte)(packet.Port >> 8)),
            (TransportHeader, 3) => new Cell(Kind.Known, (byte)packet.Port),
            (TransportHeader, flags) when packet.Protocol == 6 => new Cell(Kind.Known, synchronise),
            _ => default,
        };
    }

    private void Set(int register, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; register + i < Size && i < ((bytes.Length + 3) & ~3); i++)
        {
            _cells[register + i] = new Cell(Kind.Known, i < bytes.Length ? bytes[i] : (byte)0);
        }
    }

    private static bool IsPrefix(byte mask) => mask != 0 && (byte)(mask | (mask - 1)) == 0xFF;

    private readonly record struct Cell(Kind Kind, byte Value, byte Index = 0, byte Mask = 0);
}
