using System.Runtime.CompilerServices;

namespace Redoubt.Yaml.Parse;

/// <summary>A tag as written, taken apart, or a directive's two words.</summary>
internal readonly record struct TagParts(string Handle, string Suffix);

/// <summary>The buffers that reading needs, kept from one document to the next, so that a node costs no allocation.</summary>
internal sealed class Workspace
{
    [ThreadStatic]
    private static Workspace? _spare;

    /// <summary>The queue of tokens, a ring; its length is a power of two.</summary>
    public Token[] Tokens = new Token[64];
    public SimpleKey[] Keys = new SimpleKey[32];
    public int[] Indents = new int[64];
    public ParserState[] States = new ParserState[64];
    public int[] Open = new int[64];
    public Node[] Nodes = new Node[1024];

    /// <summary>Text that is no slice of the file: escapes undone, lines folded, keys converted.</summary>
    public char[] Decoded = new char[1024];
    public int DecodedLength;

    public KeyEntry[] KeyEntries = new KeyEntry[128];
    public int[] KeyTable = [];

    public List<TagParts> Tags { get; } = [];
    public List<TagParts> TagDirectives { get; } = [];
    public Dictionary<string, int> Anchors { get; } = new(StringComparer.Ordinal);
    public List<Ambiguity> Ambiguities { get; } = [];

    public WalkFrame[] Frames = new WalkFrame[64];
    public List<MergedEntry> Merged { get; } = [];
    public Dictionary<string, int> MergedKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>The thread's workspace, or a new one if a visitor reads again from within a call.</summary>
    public static Workspace Rent()
    {
        var spare = _spare ?? new Workspace();
        _spare = null;
        return spare;
    }

    /// <summary>Gives it back. Buffers that one huge document has blown up are left to the collector.</summary>
    public void Return()
    {
        const int Keep = 1 << 20;
        if (Nodes.Length <= Keep && Decoded.Length <= 4 * Keep && Tokens.Length <= Keep)
        {
            _spare = this;
        }
    }

    /// <summary>Forgets the text before; nothing of it is needed once its documents are delivered.</summary>
    public void StartText()
    {
        DecodedLength = 0;
        Tags.Clear();
    }

    public void StartDocument()
    {
        Anchors.Clear();
        Ambiguities.Clear();
        TagDirectives.Clear();
        Merged.Clear();
    }

    /// <summary>A node's text, in the file or decoded.</summary>
    public ReadOnlySpan<char> TextOf(scoped in Node node, ReadOnlySpan<char> text) =>
        node.TextStart >= 0 ? text.Slice(node.TextStart, node.TextLength) : Decoded.AsSpan(~node.TextStart, node.TextLength);

    public void Note(YamlLimits limits, AmbiguityKind kind, int offset, int length, int other, string kubernetes, string otherwise)
    {
        if (Ambiguities.Count < limits.Ambiguities)
        {
            Ambiguities.Add(new Ambiguity(kind, offset, length, other, kubernetes, otherwise));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(char c)
    {
        if (DecodedLength == Decoded.Length)
        {
            Array.Resize(ref Decoded, Decoded.Length * 2);
        }

        Decoded[DecodedLength++] = c;
    }

    public void Append(ReadOnlySpan<char> text) => text.CopyTo(Room(text.Length));

    public void AppendAscii(ReadOnlySpan<byte> text) => System.Text.Ascii.ToUtf16(text, Room(text.Length), out _);

    /// <summary>Room for so many more characters, to be filled.</summary>
    private Span<char> Room(int length)
    {
        if (DecodedLength + length > Decoded.Length)
        {
            Array.Resize(ref Decoded, Math.Max(Decoded.Length * 2, DecodedLength + length));
        }

        DecodedLength += length;
        return Decoded.AsSpan(DecodedLength - length, length);
    }
}
