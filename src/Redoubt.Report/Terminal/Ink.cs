using Redoubt.Catalog;

namespace Redoubt.Report.Terminal;

/// <summary>What a piece of text means; a terminal with colours shows it in its own sixteen.</summary>
internal enum Ink
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

/// <summary>How an ink is written.</summary>
internal static class Inks
{
    /// <summary>Back to plain.</summary>
    public const string Reset = "\e[0m";

    /// <summary>The ANSI sequence; empty for plain text.</summary>
    public static string Sequence(this Ink ink) => ink switch
    {
        Ink.Strong => "\e[1m",
        Ink.Faint => "\e[2m",
        Ink.Critical => "\e[1;31m",
        Ink.High => "\e[31m",
        Ink.Medium => "\e[33m",
        Ink.Low => "\e[36m",
        Ink.Good => "\e[32m",
        Ink.Unknown => "\e[33m",
        _ => "",
    };

    /// <summary>The ink of a severity.</summary>
    public static Ink Of(Severity severity) => severity switch
    {
        Severity.Critical => Ink.Critical,
        Severity.High => Ink.High,
        Severity.Medium => Ink.Medium,
        Severity.Low => Ink.Low,
        _ => Ink.Faint,
    };
}
