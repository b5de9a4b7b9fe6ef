using System.Buffers.Text;
using System.Text;

namespace Redoubt.Cel.Libraries;

/// <summary>base64, as cel-go's <c>ext.Encoders</c>.</summary>
internal static class EncodersLibrary
{
    internal static CelLibrary Library { get; } = new()
    {
        Name = "encoders",
        Functions =
        [
            new()
            {
                Name = "base64.encode",
                Summary = "Bytes as base64 with padding.",
                Overloads =
                [
                    new()
                    {
                        Id = "base64_encode_bytes",
                        Parameters = [CelType.Bytes],
                        Result = CelType.String,
                        Body = arguments => CelValue.String(Convert.ToBase64String(arguments[0].AsBytes())),
                    },
                ],
                Examples = [new("base64.encode(b'hello')", "'aGVsbG8='")],
            },
            new()
            {
                Name = "base64.decode",
                Summary = "The bytes that base64 stands for, with padding or without.",
                Overloads =
                [
                    new()
                    {
                        Id = "base64_decode_string",
                        Parameters = [CelType.String],
                        Result = CelType.Bytes,
                        Body = arguments => Decode(arguments[0].AsSpan()),
                    },
                ],
                Examples =
                [
                    new("base64.decode('aGVsbG8=')", "b'hello'"), new("base64.decode('aGVsbG8')", "b'hello'"), new("base64.decode('aGVsbG8==')", null),
                ],
            },
        ],
    };

    // As Go decodes: line breaks do not count, other white space is an error, and padding is complete or left out.
    private static CelValue Decode(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (unit is ' ' or '\t')
                return CelValue.Error("the text is not base64");
            if (unit is not ('\r' or '\n'))
                clean.Append(unit);
        }
        if (clean.Length % 4 != 0 && (clean.Length == 0 || clean[^1] != '='))
            clean.Append('=', 4 - clean.Length % 4);
        var padded = clean.ToString();
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        return Convert.TryFromBase64String(padded, bytes, out var written)
            ? CelValue.Bytes(bytes[..written])
            : CelValue.Error("the text is not base64");
    }
}
