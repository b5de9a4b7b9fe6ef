using System.Diagnostics.CodeAnalysis;
using Redoubt.Report.Formats;

namespace Redoubt.Report;

/// <summary>Every format that there is.</summary>
public static class ReportFormats
{
    /// <summary>All formats, the one for people first.</summary>
    public static IReadOnlyList<IReportFormat> All { get; } =
    [
        new ConsoleFormat(),
        new TextFormat(),
        new JsonFormat(),
        new CsvFormat(),
        new SarifFormat(),
        new JUnitFormat(),
        new GitHubFormat(),
        new MarkdownFormat("github-summary", "Markdown within the size of a GitHub job summary", 1_000_000),
        new MarkdownFormat("pr-comment", "Markdown for a comment that each run of a pull request writes anew", 65_000, "<!-- redoubt: pr-comment -->"),
        new GitLabFormat(),
        new MarkdownFormat("markdown", "Markdown, for a merge request or a wiki", int.MaxValue),
    ];

    /// <summary>Finds a format by its name; false when there is none.</summary>
    public static bool TryGet(string name, [NotNullWhen(true)] out IReportFormat? format)
    {
        format = All.FirstOrDefault(candidate => candidate.Name == name);
        return format is not null;
    }
}
