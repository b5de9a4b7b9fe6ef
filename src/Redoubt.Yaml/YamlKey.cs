namespace Redoubt.Yaml;

/// <summary>A key: the JSON string that it becomes (<c>on:</c> is <c>true</c>) and where it stands.</summary>
public readonly ref struct YamlKey
{
    internal YamlKey(YamlStyle style, bool isAlias, scoped in YamlExtent extent, ReadOnlySpan<char> text, int textOffset)
    {
        Style = style;
        IsAlias = isAlias;
        Offset = extent.Offset;
        ContentOffset = extent.ContentOffset;
        Length = extent.End - extent.Offset;
        Text = text;
        TextOffset = textOffset;
    }

    /// <summary>How it is written.</summary>
    public YamlStyle Style { get; }

    /// <summary>Whether it is here by an alias or a merge; its offsets are those of the anchor.</summary>
    public bool IsAlias { get; }

    /// <summary>Offset of its first character in the file's text: of its anchor or tag if it has one.</summary>
    public int Offset { get; }

    /// <summary>Offset of its content, past an anchor or a tag.</summary>
    public int ContentOffset { get; }

    /// <summary>From <see cref="Offset"/> to just after its last character, quotes included, the colon not.</summary>
    public int Length { get; }

    /// <summary>The key as a JSON object has it. Valid during the call.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>Where <see cref="Text"/> stands in the file's text as it is, or -1 if it was decoded (bytes too) or converted.</summary>
    public int TextOffset { get; }

    /// <summary>Whether <see cref="Text"/> is a slice of the file's text, which a tape can point at without a copy.</summary>
    public bool IsVerbatim => TextOffset >= 0;
}
