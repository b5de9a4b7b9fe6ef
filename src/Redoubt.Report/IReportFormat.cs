using Redoubt.Catalog;

namespace Redoubt.Report;

/// <summary>One way to tell what a run found out. Each format is one file in <c>Formats</c>, listed in <see cref="ReportFormats"/>.</summary>
public interface IReportFormat
{
    /// <summary>The word for it after <c>--format</c>.</summary>
    string Name { get; }

    /// <summary>One line for <c>--help</c>.</summary>
    string Description { get; }

    /// <summary>
    /// Writes the whole report as UTF-8 without a byte order mark, lines ended by a line feed. The stream stays open.
    /// The same assessment and options always give the same bytes.
    /// </summary>
    void Write(Assessment assessment, ReportOptions options, Stream output);
}
