using System.Text.Json;
using Redoubt.Collect.Clusters.Discovery;

namespace Redoubt.Collect.Clusters.Lists;

/// <summary>
/// Writes an item of a list as an object on a line of its own: with the kind that it has by its list, without <c>managedFields</c> and the copy that
/// <c>kubectl apply</c> keeps. Of a Secret the keys stay and their values do not; nor do its annotations but Kubernetes' own, since several tools keep
/// copies there. Everything else is copied byte by byte.
/// </summary>
internal sealed class ItemWriter(ServedKind kind, Spool spool)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = PageReader.Depth };

    private readonly byte[] _head = [.. "{\"apiVersion\":\""u8, .. Text(kind.ApiVersion), .. "\",\"kind\":\""u8, .. Text(kind.Kind.Kind), .. "\""u8];
    private readonly bool _isSecret = kind.Kind is { Group: "", Kind: "Secret" };

    private enum Place
    {
        Object,
        Metadata,
        Annotations,
        Values,
    }

    private enum Treatment
    {
        Copy,
        Leave,
        Empty,
        Metadata,
        Annotations,
        Values,
    }

    /// <summary>Writes an item.</summary>
    /// <param name="item">Its JSON, which is known to be an object.</param>
    public void Write(ReadOnlySpan<byte> item)
    {
        var reader = new Utf8JsonReader(item, Options);
        reader.Read();
        spool.Write(_head);
        Fields(ref reader, item, Place.Object, isFirst: false);
        spool.Write("}\n"u8);
    }

    private void Fields(ref Utf8JsonReader reader, ReadOnlySpan<byte> item, Place place, bool isFirst)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, treatment) = ((int)reader.TokenStartIndex, Of(reader, place));
            var key = item[name..(int)reader.BytesConsumed];
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            // What should be a map and is none is left out: it could be a value.
            if (treatment == Treatment.Leave || (treatment > Treatment.Empty && reader.TokenType != JsonTokenType.StartObject))
            {
                reader.Skip();
                continue;
            }

            spool.Write(isFirst ? [] : ","u8);
            Copy(key);
            isFirst = false;
            switch (treatment)
            {
                case Treatment.Copy:
                    reader.Skip();
                    Copy(item[value..(int)reader.BytesConsumed]);
                    break;
                case Treatment.Empty:
                    reader.Skip();
                    spool.Write("\"\""u8);
                    break;
                default:
                    spool.Write("{"u8);
                    Fields(ref reader, item, treatment == Treatment.Metadata ? Place.Metadata : treatment == Treatment.Annotations ? Place.Annotations : Place.Values, isFirst: true);
                    spool.Write("}"u8);
                    break;
            }
        }
    }

    /// <summary>Copies a value without its line breaks, which in JSON stand only between values: one object is one line.</summary>
    private void Copy(ReadOnlySpan<byte> value)
    {
        for (var end = value.IndexOfAny((byte)'\n', (byte)'\r'); end >= 0; end = value.IndexOfAny((byte)'\n', (byte)'\r'))
        {
            spool.Write(value[..end]);
            value = value[(end + 1)..];
        }

        spool.Write(value);
    }

    private Treatment Of(in Utf8JsonReader reader, Place place) => place switch
    {
        Place.Object when reader.ValueTextEquals("apiVersion"u8) || reader.ValueTextEquals("kind"u8) => Treatment.Leave,
        Place.Object when reader.ValueTextEquals("metadata"u8) => Treatment.Metadata,
        Place.Object when _isSecret && (reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("stringData"u8)) => Treatment.Values,
        Place.Metadata when reader.ValueTextEquals("managedFields"u8) => Treatment.Leave,
        Place.Metadata when reader.ValueTextEquals("annotations"u8) => Treatment.Annotations,
        Place.Annotations when reader.ValueTextEquals("kubectl.kubernetes.io/last-applied-configuration"u8) => Treatment.Leave,
        Place.Annotations when _isSecret && !reader.ValueSpan.StartsWith("kubernetes.io/"u8) => Treatment.Empty,
        Place.Values => Treatment.Empty,
        _ => Treatment.Copy,
    };

    private static ReadOnlySpan<byte> Text(string text) => JsonEncodedText.Encode(text).EncodedUtf8Bytes;
}
