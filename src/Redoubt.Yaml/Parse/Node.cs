namespace Redoubt.Yaml.Parse;

/// <summary>What a node of the parsed tree is. A scalar's kinds are those of <see cref="YamlScalarKind"/>, with the same numbers.</summary>
internal enum NodeKind : byte
{
    Null,
    Bool,
    Int64,
    UInt64,
    Double,
    String,
    Mapping,
    Sequence,
    Alias,
}

[Flags]
internal enum NodeFlags : byte
{
    None = 0,

    /// <summary>A key of a mapping; its value is the next node.</summary>
    Key = 1,

    /// <summary>A key that a later one overrides.</summary>
    Dropped = 2,

    /// <summary>The key <c>&lt;&lt;</c>, to be applied.</summary>
    Merge = 4,

    /// <summary>A mapping that has a merge key.</summary>
    HasMerge = 8,

    /// <summary>JSON has no such key or value: a problem, but only if it is not overridden.</summary>
    NotJson = 16,
}

/// <summary>
/// One node of a document. A document is an array of them in the order of the text: a collection, then what is in it.
/// </summary>
/// <remarks>
/// <code>
/// {a: 1, b: [x]}    0 Mapping  Next 6
///                   1 String   key `a`
///                   2 Int64    1
///                   3 String   key `b`
///                   4 Sequence Next 6
///                   5 String   `x`
/// </code>
/// </remarks>
internal struct Node
{
    /// <summary>The first character: of the anchor or tag if there is one.</summary>
    public int Offset;

    /// <summary>The content, past an anchor or a tag.</summary>
    public int Content;
    public int End;

    /// <summary>The node after this one and all that is in it; for an alias the node that it stands for.</summary>
    public int Next;

    /// <summary>The text of a scalar or key: at or above 0 in the file's text, below 0 the complement of where in the decoded text.</summary>
    public int TextStart;
    public int TextLength;

    /// <summary>A scalar's value.</summary>
    public long Bits;
    public NodeKind Kind;
    public YamlStyle Style;
    public NodeFlags Flags;
}

/// <summary>A key of a mapping that is still open.</summary>
internal struct KeyEntry
{
    public ulong Fingerprint;
    public int Node;

    /// <summary>The next entry with the same slot in the table of a large mapping, or -1.</summary>
    public int NextInSlot;
}

/// <summary>A pair of a mapping with merges, after they are applied; the value is the node after the key.</summary>
internal readonly record struct MergedEntry(int Key, bool IsAlias, bool IsMerged, bool Dropped);

/// <summary>A collection, or an alias' target, that is being delivered.</summary>
internal struct WalkFrame
{
    public int Cursor;
    public int End;
    public int CloseAt;
    public NodeKind Closes;
    public bool IsAlias;

    /// <summary>Whether the cursor counts <see cref="Workspace.Merged"/> and not nodes.</summary>
    public bool IsMerged;

    /// <summary>Where its pairs in that list start.</summary>
    public int MergedStart;
}
