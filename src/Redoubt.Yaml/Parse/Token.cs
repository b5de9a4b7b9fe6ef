namespace Redoubt.Yaml.Parse;

/// <summary>What the scanner finds. The names are those of the YAML 1.1 token grammar.</summary>
internal enum TokenKind : byte
{
    StreamEnd,
    VersionDirective,
    TagDirective,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowMappingStart,
    FlowSequenceEnd,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar,
}

/// <summary>One token. Text at or above 0 is an offset in the file's text, below 0 the complement of one in the decoded text.</summary>
internal struct Token
{
    public int Start;
    public int End;

    /// <summary>A scalar's text, an anchor's name; for a tag and a directive its index in <see cref="Workspace.Tags"/>.</summary>
    public int TextStart;
    public int TextLength;

    /// <summary>The number of the flow level at which this token may be an implicit key, plus one; 0 if it cannot be one.</summary>
    public int KeyLevel;
    public TokenKind Kind;
    public YamlStyle Style;
}

/// <summary>A token that may turn out to be an implicit key, one for each flow level.</summary>
internal struct SimpleKey
{
    public int TokenNumber;
    public int Offset;

    /// <summary>Where its line starts: two places are on one line exactly if this is equal.</summary>
    public int LineStart;
    public bool Possible;

    /// <summary>Whether nothing but a key may stand there: it is at the indentation of the open block mapping.</summary>
    public bool Required;
}
