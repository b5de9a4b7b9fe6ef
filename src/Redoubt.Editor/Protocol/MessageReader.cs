using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Editor.Protocol;

/// <summary>Reads messages: a head with <c>Content-Length</c>, an empty line, and so many bytes of JSON.</summary>
/// <param name="input">The stream.</param>
internal sealed class MessageReader(Stream input)
{
    /// <summary>A longer message is passed over.</summary>
    public const int MostBytes = 64 << 20;

    private const int MostHead = 4096;

    /// <summary>The next message; null at the end of the stream. What is no message is passed over and told.</summary>
    /// <param name="problem">Why something was passed over; empty for nothing.</param>
    public JsonObject? Next(out string problem)
    {
        problem = "";
        while (Length() is { } length)
        {
            if (length is < 0 or > MostBytes)
            {
                problem = length < 0 ? "a head without a length" : $"a message of {length} bytes: more than {MostBytes} are not taken";
                Skip(Math.Max(0, length));
                return [];
            }

            var body = new byte[length];
            if (input.ReadAtLeast(body, body.Length, throwOnEndOfStream: false) < body.Length)
            {
                return null;
            }

            try
            {
                if (JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = 64 }) is JsonObject message)
                {
                    return message;
                }

                problem = "a message that is no object";
            }
            catch (JsonException wrong)
            {
                problem = $"a message that is no JSON: {wrong.Message}";
            }

            return [];
        }

        return null;
    }

    // The length that a head says: -1 for one that says none, null at the end.
    private long? Length()
    {
        var (length, isFirst) = (-1L, true);
        while (Line() is { } line)
        {
            if (line.Length == 0)
            {
                if (!isFirst)
                {
                    return length;
                }

                continue;
            }

            isFirst = false;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[..colon].Trim().Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(line[(colon + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var said))
            {
                length = said;
            }
        }

        return null;
    }

    private string? Line()
    {
        var line = new StringBuilder();
        for (var next = input.ReadByte(); next >= 0; next = input.ReadByte())
        {
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            if (line.Length < MostHead)
            {
                line.Append((char)next);
            }
        }

        return null;
    }

    private void Skip(long length)
    {
        var buffer = new byte[1 << 16];
        while (length > 0 && input.Read(buffer, 0, (int)Math.Min(buffer.Length, length)) is > 0 and var read)
        {
            length -= read;
        }
    }
}
