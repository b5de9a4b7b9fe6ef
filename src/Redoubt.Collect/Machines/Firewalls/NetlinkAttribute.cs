using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>An attribute of a netlink message: its number and its bytes, which may hold attributes again.</summary>
/// <param name="Type">The number, without the marks of nesting and byte order.</param>
/// <param name="Bytes">The value.</param>
internal readonly record struct NetlinkAttribute(int Type, ReadOnlyMemory<byte> Bytes)
{
    private const int HeaderSize = 4;
    private const int TypeMask = 0x3FFF;

    /// <summary>The attributes that some bytes hold, one behind the other; what is cut off ends them.</summary>
    public static IEnumerable<NetlinkAttribute> In(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length >= HeaderSize)
        {
            int length = MemoryMarshal.Read<ushort>(bytes.Span);
            if (length < HeaderSize || length > bytes.Length)
            {
                yield break;
            }

            yield return new NetlinkAttribute(MemoryMarshal.Read<ushort>(bytes.Span[2..]) & TypeMask, bytes[HeaderSize..length]);
            bytes = bytes[Math.Min(bytes.Length, (length + 3) & ~3)..];
        }
    }

    /// <summary>The value of the first attribute of a number; null where there is none.</summary>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> bytes, int type)
    {
        foreach (var attribute in In(bytes))
        {
            if (attribute.Type == type)
            {
                return attribute.Bytes;
            }
        }

        return null;
    }

    /// <summary>A number of 32 bits in the network's order; null where there is none of that length.</summary>
    public static int? Number(ReadOnlyMemory<byte> bytes, int type) => Find(bytes, type) is { Length: 4 } value ? BinaryPrimitives.ReadInt32BigEndian(value.Span) : null;

    /// <summary>A name that ends with a zero; empty where there is none.</summary>
    public static string Text(ReadOnlyMemory<byte> bytes, int type) => Find(bytes, type) is { } value ? Encoding.UTF8.GetString(value.Span).TrimEnd('\0') : "";

    /// <summary>An attribute that holds a name, as a request has it.</summary>
    public static byte[] OfText(int type, string text)
    {
        var length = HeaderSize + Encoding.UTF8.GetByteCount(text) + 1;
        var bytes = new byte[(length + 3) & ~3];
        MemoryMarshal.Write(bytes.AsSpan(), (ushort)length);
        MemoryMarshal.Write(bytes.AsSpan(2), (ushort)type);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(HeaderSize));
        return bytes;
    }
}
