using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Redoubt.Collect.Clusters.Connections;

namespace Redoubt.Collect.Clusters.Lists;

/// <summary>
/// Reads a page of a list while it comes: it holds one item at a time, however many there are. An answer that ends too soon or is no JSON is broken; one
/// that is no list, or has items that are no objects, is a fault of the server.
/// </summary>
internal sealed class PageReader(ClusterLimits limits, ItemWriter items)
{
    /// <summary>How deep an object may be.</summary>
    public const int Depth = 512;

    private const int FirstBuffer = 64 << 10;

    private byte[] _buffer = new byte[FirstBuffer];
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = Depth });
    private Page _page = new();

    // Offsets in the buffer: what is parsed, what is filled, where the item that is open begins (-1: none is).
    private int _parsed;
    private int _filled;
    private int _item = -1;
    private long _gone;

    private Field _field;
    private bool _isList;
    private bool _isWhole;

    /// <summary>The field of the list, or of its metadata, of which the value comes next.</summary>
    private enum Field
    {
        Other,
        Items,
        Metadata,
        Continue,
        Version,
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="stream">The answer.</param>
    /// <param name="patience">How long it is waited for.</param>
    public async Task<Page> ReadAsync(Stream stream, Patience patience)
    {
        for (var isEnd = false; !isEnd;)
        {
            // At least half of what is not parsed yet is read again before it is looked at anew: a long text is read in linear time.
            var atLeast = Math.Min(Math.Max(1, (_filled - _parsed) / 2), _buffer.Length - _filled);
            var read = await stream.ReadAtLeastAsync(_buffer.AsMemory(_filled), atLeast, throwOnEndOfStream: false, patience.Token).ConfigureAwait(false);
            patience.Renew();
            _filled += read;
            isEnd = read < atLeast;
            Parse();
            MakeRoom();
        }

        return !_isWhole ? throw new BrokenAnswerException($"the answer ends at byte {_gone + _filled}, in the middle")
            : _isList ? _page : throw new ClusterFaultException("the answer is no list: it has no `items`");
    }

    private void Parse()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_parsed, _filled - _parsed), isFinalBlock: false, _state);
        try
        {
            while (reader.Read())
            {
                Token(ref reader);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is thrown for texts that are not UTF-8.
            throw new BrokenAnswerException($"the answer is not JSON at byte {_gone + _parsed + reader.BytesConsumed}");
        }

        _parsed += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void Token(ref Utf8JsonReader reader)
    {
        switch (reader.CurrentDepth)
        {
            case 0:
                _isWhole = reader.TokenType == JsonTokenType.EndObject;
                if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
                {
                    throw new ClusterFaultException("the answer is no object");
                }

                break;
            case 1 when reader.TokenType == JsonTokenType.PropertyName:
                _field = reader.ValueTextEquals("items"u8) ? Field.Items : reader.ValueTextEquals("metadata"u8) ? Field.Metadata : Field.Other;
                break;
            case 1 when _field == Field.Items:
                // A list without items may be null.
                _isList |= reader.TokenType is JsonTokenType.StartArray or JsonTokenType.Null;
                break;
            case 2 when _field == Field.Items && _isList:
                Item(ref reader);
                break;
            case 2 when _field == Field.Metadata && reader.TokenType == JsonTokenType.PropertyName:
                _field = reader.ValueTextEquals("continue"u8) ? Field.Continue : reader.ValueTextEquals("resourceVersion"u8) ? Field.Version : Field.Metadata;
                break;
            case 2 when _field is Field.Continue or Field.Version:
                var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
                _page = _field == Field.Continue ? _page with { Continue = text } : _page with { Version = text };
                _field = Field.Metadata;
                break;
            default:
                break;
        }
    }

    private void Item(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _item = _parsed + (int)reader.TokenStartIndex;
                break;
            case JsonTokenType.EndObject:
                var item = _buffer.AsSpan(_item..(_parsed + (int)reader.BytesConsumed));
                if (!Utf8.IsValid(item))
                {
                    throw new BrokenAnswerException($"item {_page.Items + 1} is not UTF-8");
                }

                _page = _page with { Items = _page.Items + 1, First = _page.Items == 0 ? Convert.ToHexString(SHA256.HashData(item)) : _page.First };
                items.Write(item);
                _item = -1;
                break;
            default:
                throw new ClusterFaultException($"item {_page.Items + 1} is no object");
        }
    }

    /// <summary>What is done with goes; where an item or text is longer than the buffer, a larger one takes its place.</summary>
    private void MakeRoom()
    {
        var kept = _item >= 0 ? _item : _parsed;
        _gone += kept;
        var target = _buffer;
        if (_filled - kept > _buffer.Length / 2)
        {
            if (_filled - kept >= limits.ObjectBytes)
            {
                throw new ClusterFaultException($"item {_page.Items + 1} is larger than {limits.ObjectBytes} bytes, which is the limit");
            }

            target = new byte[Math.Min(_buffer.Length * 2L, Array.MaxLength)];
        }

        _buffer.AsSpan(kept, _filled - kept).CopyTo(target);
        (_buffer, _parsed, _filled, _item) = (target, _parsed - kept, _filled - kept, _item >= 0 ? 0 : -1);
    }
}
