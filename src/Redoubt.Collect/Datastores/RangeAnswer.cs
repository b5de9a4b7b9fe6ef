using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Redoubt.Collect.Datastores;

/// <summary>Reads what etcd's gateway answers to a range: JSON with keys and values in base64 (etcd API reference, <c>RangeResponse</c>).</summary>
internal static class RangeAnswer
{
    /// <summary>The first entry; null where there is none.</summary>
    /// <exception cref="JsonException">It is no such answer.</exception>
    public static StoredEntry? First(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        string? key = null;
        StoredForm? form = null;
        while (reader.Read())
        {
            // kvs are objects in a list in the answer.
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 2)
            {
                break;
            }

            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 3)
            {
                continue;
            }

            if (reader.ValueTextEquals("key"u8))
            {
                reader.Read();
                key = Encoding.UTF8.GetString(reader.GetBytesFromBase64());
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                form = StoredForm.Of(Beginning(reader.ValueSpan));
            }
        }

        return key is null ? null : new StoredEntry(key, form ?? StoredForm.Of([]));
    }

    private static byte[] Beginning(ReadOnlySpan<byte> base64)
    {
        var most = Base64.GetMaxEncodedToUtf8Length(StoredForm.Length);
        var bytes = new byte[StoredForm.Length];
        var part = base64.Length > most ? base64[..most] : base64;
        _ = Base64.DecodeFromUtf8(part, bytes, out _, out var written, isFinalBlock: part.Length == base64.Length);
        return bytes[..written];
    }
}
