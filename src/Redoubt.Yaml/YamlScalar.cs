namespace Redoubt.Yaml;

/// <summary>What a scalar is, in Kubernetes' eyes.</summary>
public enum YamlScalarKind : byte
{
    /// <summary>Null.</summary>
    Null,

    /// <summary>A boolean; <c>yes</c>, <c>on</c> and <c>y</c> too.</summary>
    Bool,

    /// <summary>An integer that fits 64 bits with a sign.</summary>
    Int64,

    /// <summary>An integer above that, up to 64 bits without a sign.</summary>
    UInt64,

    /// <summary>A finite number with a fraction, an exponent, or too many digits.</summary>
    Double,

    /// <summary>Text.</summary>
    String,
}

/// <summary>A scalar value: what it means and where it stands.</summary>
public readonly ref struct YamlScalar
{
    private readonly long _bits;

    internal YamlScalar(
        YamlScalarKind kind,
        YamlStyle style,
        bool isAlias,
        scoped in YamlExtent extent,
        long bits,
        ReadOnlySpan<char> text,
        int textOffset)
    {
        Kind = kind;
        Style = style;
        IsAlias = isAlias;
        Offset = extent.Offset;
        ContentOffset = extent.ContentOffset;
        Length = extent.End - extent.Offset;
        _bits = bits;
        Text = text;
        TextOffset = textOffset;
    }

    /// <summary>What it is.</summary>
    public YamlScalarKind Kind { get; }

    /// <summary>How it is written.</summary>
    public YamlStyle Style { get; }

    /// <summary>Whether it is here by an alias or a merge; its offsets are those of the anchor.</summary>
    public bool IsAlias { get; }

    /// <summary>Offset of its first character in the file's text: of its anchor or tag if it has one.</summary>
    public int Offset { get; }

    /// <summary>Offset of its content, past an anchor or a tag.</summary>
    public int ContentOffset { get; }

    /// <summary>From <see cref="Offset"/> to just after its last character, quotes included.</summary>
    public int Length { get; }

    /// <summary>The text: decoded if <see cref="Kind"/> is <see cref="YamlScalarKind.String"/>, else as written. Valid during the call.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>Where <see cref="Text"/> stands in the file's text as it is, or -1 if it was decoded (an escape, a folded line, bytes).</summary>
    public int TextOffset { get; }

    /// <summary>Whether <see cref="Text"/> is a slice of the file's text, which a tape can point at without a copy.</summary>
    public bool IsVerbatim => TextOffset >= 0;

    /// <summary>The value of a <see cref="YamlScalarKind.Bool"/>.</summary>
    public bool Bool => _bits != 0;

    /// <summary>The value of an <see cref="YamlScalarKind.Int64"/>.</summary>
    public long Int64 => _bits;

    /// <summary>The value of a <see cref="YamlScalarKind.UInt64"/>.</summary>
    public ulong UInt64 => (ulong)_bits;

    /// <summary>The value of a <see cref="YamlScalarKind.Double"/>.</summary>
    public double Double => BitConverter.Int64BitsToDouble(_bits);
}
