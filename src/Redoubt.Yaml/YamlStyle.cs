namespace Redoubt.Yaml;

/// <summary>How a value is written.</summary>
public enum YamlStyle : byte
{
    /// <summary>Nothing is written: <c>key:</c>.</summary>
    Empty,

    /// <summary>A scalar without quotes.</summary>
    Plain,

    /// <summary>A scalar in <c>'</c>.</summary>
    SingleQuoted,

    /// <summary>A scalar in <c>"</c>.</summary>
    DoubleQuoted,

    /// <summary>A scalar after <c>|</c>.</summary>
    Literal,

    /// <summary>A scalar after <c>&gt;</c>.</summary>
    Folded,

    /// <summary>A collection by indentation.</summary>
    Block,

    /// <summary>A collection in brackets, or the one pair of <c>[a: b]</c>.</summary>
    Flow,
}
