using System.Text;

namespace Redoubt.ApiServer.Answers;

/// <summary>The fields of a message of protobuf; of a field that stands twice the last.</summary>
internal sealed class ProtobufReader
{
    private readonly Dictionary<int, byte[]> _fields = [];

    public static ProtobufReader Read(ReadOnlySpan<byte> bytes)
    {
        var message = new ProtobufReader();
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            if ((tag & 7) == 2)
            {
                var length = (int)Varint(ref bytes);
                message._fields[(int)(tag >> 3)] = bytes[..length].ToArray();
                bytes = bytes[length..];
            }
            else
            {
                Varint(ref bytes);
            }
        }

        return message;
    }

    public bool Has(int field) => _fields.ContainsKey(field);

    public byte[] Bytes(int field) => _fields.GetValueOrDefault(field, []);

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var one = bytes[0];
            bytes = bytes[1..];
            number |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return number;
            }
        }
    }
}
