using System.Text;

namespace Redoubt.Evidence.Schema;

/// <summary>
/// An embedded text of blocks: a header line, then its lines, each indented by two spaces; or of lines alone. Headers are sorted.
/// Loading notes only where they begin; what follows is read when it is asked for.
/// </summary>
internal sealed class SchemaText
{
    private readonly byte[] _text;
    private readonly int[] _headers;

    private SchemaText(byte[] text, int[] headers)
    {
        _text = text;
        _headers = headers;
    }

    public static SchemaText Load(string resource)
    {
        using var stream = typeof(SchemaText).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the resource `{resource}` is not embedded");
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return Parse(text);
    }

    public static SchemaText Parse(byte[] text)
    {
        var headers = new List<int>(1024);
        for (var at = 0; at < text.Length; at += LineAt(text, at).Length + 1)
        {
            if (text[at] is not ((byte)' ' or (byte)'#'))
            {
                headers.Add(at);
            }
        }

        return new SchemaText(text, [.. headers]);
    }

    /// <summary>Whether there is a block under <paramref name="header"/>.</summary>
    public bool Has(string header) => Find(header, isPrefix: false) >= 0;

    /// <summary>The lines of the block under <paramref name="header"/>, without their indentation; none if there is no such block.</summary>
    public Lines Block(string header) =>
        Find(header, isPrefix: false) is >= 0 and var at ? new Lines(_text.AsSpan(at + header.Length + 1)) : default;

    /// <summary>What follows <paramref name="prefix"/> in the line that begins with it; nothing if there is none.</summary>
    public ReadOnlySpan<byte> After(string prefix) =>
        Find(prefix, isPrefix: true) is >= 0 and var at ? LineAt(_text, at)[prefix.Length..] : default;

    // Where the header's line begins, or -1. Headers are ASCII.
    private int Find(string header, bool isPrefix)
    {
        Span<byte> name = stackalloc byte[header.Length];
        Encoding.ASCII.GetBytes(header, name);
        int low = 0, high = _headers.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var line = LineAt(_text, _headers[middle]);
            var order = (isPrefix && line.Length > name.Length ? line[..name.Length] : line).SequenceCompareTo(name);
            if (order == 0)
            {
                return _headers[middle];
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        return -1;
    }

    /// <summary>All headers that begin with <paramref name="prefix"/>, without it.</summary>
    public IEnumerable<string> Headers(string prefix) => _headers
        .Select(at => Encoding.UTF8.GetString(LineAt(_text, at)))
        .Where(header => header.StartsWith(prefix, StringComparison.Ordinal))
        .Select(header => header[prefix.Length..]);

    private static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..];
        var end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Walks over the indented lines of one block.</summary>
    public ref struct Lines(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly Lines GetEnumerator() => this;

        public bool MoveNext()
        {
            if (!_rest.StartsWith("  "u8))
            {
                return false;
            }

            var line = LineAt(_rest, 0);
            Current = line[2..];
            _rest = _rest[Math.Min(line.Length + 1, _rest.Length)..];
            return true;
        }
    }
}

/// <summary>Cuts a line into its words.</summary>
internal ref struct Words(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;

    /// <summary>The next word; empty at the end of the line.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var end = _rest.IndexOf((byte)' ');
        var word = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return word;
    }

    /// <summary>The next word as text; null at the end of the line and for `-`.</summary>
    public string? NextText() => Next() is { Length: > 0 } word && !word.SequenceEqual("-"u8) ? Encoding.UTF8.GetString(word) : null;

    /// <summary>The next word as a number; null at the end of the line and for `-`.</summary>
    public int? NextNumber() => NextText() is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
