using System.Buffers.Text;
using System.Text;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries;

/// <summary>base64, as cel-go's <c>ext.Encoders</c>. A call costs 1 and is estimated so, however long the text, as there.</summary>
internal static class EncodersLibrary
{
    internal static CelLibrary Library { get; } = new()
    {
        Name = "encoders",
        Functions =
        [
            Function(
                "base64.encode",
                "Bytes as base64 with padding.",
                [Global("base64_encode_bytes", CelType.Bytes, CelType.String, Encode)],
                Example("base64.encode(b'hello')", "'aGVsbG8='")),
            Function(
                "base64.decode",
                "The bytes that base64 stands for, with padding or without.",
                [Global("base64_decode_string", CelType.String, CelType.Bytes, (in text) => Decode(text.AsSpan()))],
                Example("base64.decode('aGVsbG8=')", "b'hello'"),
                Example("base64.decode('aGVsbG8')", "b'hello'"),
                Example("base64.decode('aGVsbG8==')", null)),
        ],
    };

    private static CelValue Encode(in CelValue bytes) => CelValue.String(Convert.ToBase64String(bytes.AsBytes()));

    // As Go decodes: line breaks do not count, other white space is an error, and padding is complete or left out.
    private static CelValue Decode(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (unit is ' ' or '\t')
            {
                return CelValue.Error("the text is not base64");
            }

            if (unit is not ('\r' or '\n'))
            {
                clean.Append(unit);
            }
        }
        if (clean.Length % 4 != 0 && clean[^1] != '=')
        {
            clean.Append('=', 4 - clean.Length % 4);
        }

        var padded = clean.ToString();
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        return Convert.TryFromBase64String(padded, bytes, out var written)
            ? CelValue.Bytes(bytes[..written])
            : CelValue.Error("the text is not base64");
    }
}
