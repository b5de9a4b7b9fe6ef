using Redoubt.Catalog;

namespace Redoubt.Report;

/// <summary>How much the reports for people tell. Reports for programs always tell everything.</summary>
public enum ReportDetail
{
    /// <summary>Matrix, what is not known, findings with the first places of each, counts, what to do first.</summary>
    Normal,

    /// <summary>As normal, with every place and every file.</summary>
    All,

    /// <summary>As normal, without the findings themselves.</summary>
    Summary,

    /// <summary>Errors and the closing counts; nothing at all where nothing is wrong.</summary>
    Quiet,
}

/// <summary>What a report for people puts under one heading.</summary>
public enum ReportGrouping
{
    /// <summary>One cause, one block: all places of a control.</summary>
    Control,

    /// <summary>All findings of an object.</summary>
    Object,

    /// <summary>All findings in a file, by line.</summary>
    File,

    /// <summary>Controls, under the team that answers for the places.</summary>
    Owner,

    /// <summary>Controls, under their layer.</summary>
    Layer,
}

/// <summary>The order of a report's blocks.</summary>
public enum ReportOrder
{
    /// <summary>The most severe first, then the most frequent.</summary>
    Severity,

    /// <summary>The most frequent first.</summary>
    Count,

    /// <summary>By name.</summary>
    Name,

    /// <summary>What is on an open way to what must not be lost first, what is on none last; then by severity, which does not change by it.</summary>
    Risk,
}

/// <summary>How a report is to look. Only <see cref="ToolVersion"/> and <see cref="Folder"/> concern the formats for programs.</summary>
public readonly record struct ReportOptions
{
    /// <summary>Plain text of 80 columns with Unicode symbols, in normal detail.</summary>
    public ReportOptions()
    {
    }

    /// <summary>The version of this program; empty leaves it out.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>The folder in which the program runs: formats that name files of a repository name them from there. Empty where it is not known.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Columns of the terminal. No line is longer; fewer than 40 count as 40.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Rows of the terminal, on which the end of the report should fit; 0 where nobody looks at it page by page.</summary>
    public int Height { get; init; }

    /// <summary>Whether to write ANSI colours.</summary>
    public bool Colour { get; init; }

    /// <summary>Whether the terminal shows Unicode; without it symbols become words and every other character is escaped.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>When the run fails, which the reports for people say.</summary>
    public Gate Gate { get; init; } = Gate.Default;

    /// <summary>How much to tell.</summary>
    public ReportDetail Detail { get; init; }

    /// <summary>What to put under one heading.</summary>
    public ReportGrouping GroupBy { get; init; }

    /// <summary>In which order.</summary>
    public ReportOrder Order { get; init; }
}
