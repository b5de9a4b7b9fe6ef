using Redoubt.Catalog;

namespace Redoubt.Report.Terminal;

/// <summary>What a piece of text means; a terminal with colours shows it in its own sixteen.</summary>
internal enum TextStyle
{
    Plain,
    Strong,
    Faint,
    Critical,
    High,
    Medium,
    Low,
    Good,
    Unknown,
}

/// <summary>How a style is written.</summary>
internal static class TextStyles
{
    /// <summary>Back to plain.</summary>
    public const string Reset = "\e[0m";

    /// <summary>The ANSI sequence; empty for plain text.</summary>
    public static string Sequence(this TextStyle style) => style switch
    {
        TextStyle.Strong => "\e[1m",
        TextStyle.Faint => "\e[2m",
        TextStyle.Critical => "\e[1;31m",
        TextStyle.High => "\e[31m",
        TextStyle.Medium => "\e[33m",
        TextStyle.Low => "\e[36m",
        TextStyle.Good => "\e[32m",
        TextStyle.Unknown => "\e[33m",
        _ => "",
    };

    /// <summary>The style of a severity.</summary>
    public static TextStyle Of(Severity severity) => severity switch
    {
        Severity.Critical => TextStyle.Critical,
        Severity.High => TextStyle.High,
        Severity.Medium => TextStyle.Medium,
        Severity.Low => TextStyle.Low,
        _ => TextStyle.Faint,
    };
}
