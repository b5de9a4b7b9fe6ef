using System.Buffers;
using System.Text;
using System.Text.Json;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Audit;

/// <summary>
/// Reads audit logs of API servers (JSON, one event a line, or lists of events) of any size into the rights that were used: what is kept grows with the rights, not
/// with the log. Several files are one log. A line that cannot be read is told, and the rest is read. Not safe to use from several threads.
/// </summary>
public sealed class AuditLogReader
{
    /// <summary>How deep objects in events may be: the server's own limit is about this.</summary>
    internal const int MaxDepth = 10_000;

    private const int BufferSize = 1024 * 1024;
    private static readonly UTF8Encoding Utf8 = new();
    private readonly AuditEvent _event = new();
    private readonly AuditLogBuilder _log = new();
    private readonly List<FilePlace> _problems = [];
    private long _problemsLeftOut;
    private string _file = "";

    /// <summary>Reads a log.</summary>
    /// <param name="file">Its name, for what is said of it.</param>
    /// <param name="stream">Its text, unpacked.</param>
    public void Read(string file, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _file = file;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var (length, line, isTooLong) = (0, 1, false);
        try
        {
            while (stream.Read(buffer, length, buffer.Length - length) is > 0 and var read)
            {
                var start = 0;
                var from = length;
                length += read;
                while (buffer.AsSpan(from, length - from).IndexOf((byte)'\n') is >= 0 and var end)
                {
                    Line(buffer.AsSpan(start, from + end - start), line++, ref isTooLong);
                    start = from = from + end + 1;
                }

                // What is left is the beginning of a line.
                buffer.AsSpan(start, length - start).CopyTo(buffer);
                length -= start;
                if (length >= AccessLimits.AuditLine)
                {
                    (isTooLong, length) = (true, 0);
                }
                else if (length == buffer.Length)
                {
                    buffer = Grown(buffer);
                }
            }

            Line(buffer.AsSpan(0, length), line, ref isTooLong);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Adds what an <c>AuditLog</c> document of the evidence sums up.</summary>
    /// <param name="document">The document.</param>
    public void Add(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _log.Add(document);
    }

    /// <summary>What was read so far.</summary>
    public AuditLog Result() => _log.Result(_problems, _problemsLeftOut);

    private static byte[] Grown(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private void Line(ReadOnlySpan<byte> text, int line, ref bool isTooLong)
    {
        if (isTooLong)
        {
            isTooLong = false;
            Problem(line, 1, $"the line is longer than {AccessLimits.AuditLine} bytes");
            return;
        }

        text = line == 1 && text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        text = text.Trim(" \t\r"u8);
        if (text.IsEmpty)
        {
            return;
        }

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        var reason = "not JSON: the line is cut, or no event";
        try
        {
            reader.Read();
            Value(ref reader, text, line);
            reason = "something follows on the event";
            reader.Read();
        }
        catch (JsonException broken)
        {
            Problem(line, ColumnOf(text, broken.BytePositionInLine ?? 0), reason);
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws for a string that is no text.
            Problem(line, ColumnOf(text, reader.TokenStartIndex), "a string is not well-formed text");
        }
    }

    private void Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, int line)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Problem(line, 1, "no event of an audit log: no object");
            reader.Skip();
        }
        else if (text.StartsWith("{\"kind\":\"EventList\""u8) && reader.CurrentDepth == 0)
        {
            List(ref reader, text, line);
        }
        else if (_event.Read(ref reader) is { } problem)
        {
            Problem(line, 1, problem);
        }
        else
        {
            _log.Add(_event, text);
        }
    }

    private void List(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, int line)
    {
        while (reader.Next())
        {
            if (reader.ValueTextEquals("items"u8))
            {
                for (var inside = reader.EnterList(); inside && reader.NextItem();)
                {
                    Value(ref reader, text, line);
                }
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static int ColumnOf(ReadOnlySpan<byte> text, long offset) => Utf8.GetCharCount(text[..(int)Math.Min(offset, text.Length)]) + 1;

    private void Problem(int line, int column, string reason)
    {
        if (_problems is [.., var last] && last.File == _file && last.Line == line)
        {
            return;
        }

        if (_problems.Count < AccessLimits.AuditProblems)
        {
            _problems.Add(new FilePlace(_file, line, column, reason));
        }
        else
        {
            _problemsLeftOut++;
        }
    }
}
