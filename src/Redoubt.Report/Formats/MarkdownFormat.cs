using System.Globalization;
using System.Text;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>
/// Markdown for a merge request, a wiki, a comment or a job summary. GitHub refuses a summary of more than 1 MiB and a comment of more than 65,536 characters, so
/// these have a limit: what does not fit is counted, the most severe comes first.
/// </summary>
internal sealed class MarkdownFormat(string name, string description, int mostBytes, string mark = "") : IReportFormat
{
    private const int ShownPlaces = 20;
    private const int ShownEntries = 50;
    private const int FirstSteps = 3;

    public string Name => name;

    public string Description => description;

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        var text = new StringBuilder();
        if (mark.Length > 0)
        {
            text.Append(mark).Append("\n\n");
        }

        WriteHead(text, assessment, options.Gate);
        WriteMatrix(text, assessment.Matrix);
        WriteComparison(text, assessment.Comparison);
        WriteFirst(text, assessment.Fresh);
        MarkdownFrameworks.Write(text, assessment);
        WriteGaps(text, assessment);
        WriteErrors(text, assessment.Errors);
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        var left = mostBytes - Flush(text, writer);
        if (options.Detail == ReportDetail.Summary)
        {
            return;
        }

        var blocks = Blocks(assessment, options).ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            blocks[i](text);
            if (Encoding.UTF8.GetByteCount(text.ToString()) > left)
            {
                var what = options.GroupBy switch { ReportGrouping.Object => "object", ReportGrouping.File => "file", _ => "control" };
                writer.Write($"\n{(blocks.Count - i).Of($"more {what}")} with findings, left out for want of room\n");
                return;
            }

            left -= Flush(text, writer);
        }
    }

    // Each block writes one heading with what belongs under it; a layer's or team's name stands before its first.
    private static IEnumerable<Action<StringBuilder>> Blocks(Assessment assessment, ReportOptions options)
    {
        var most = options.Detail == ReportDetail.All ? int.MaxValue : ShownPlaces;
        if (!options.GroupBy.IsByControl())
        {
            return Grouping.Subjects(assessment.Fresh, options).Select<(string, IReadOnlyList<Finding>), Action<StringBuilder>>(
                group => text => WriteSubject(text, group.Item1, group.Item2, options.GroupBy == ReportGrouping.File, most));
        }

        return Grouping.Sections(assessment, options).SelectMany(section => Section(section.Name, section.Findings, options, most));
    }

    private static IEnumerable<Action<StringBuilder>> Section(string name, IReadOnlyList<Finding> findings, ReportOptions options, int most)
    {
        var level = name.Length > 0 ? "###" : "##";
        var (absent, others) = AbsentFields.In(findings);
        var blocks = Cause.Of(others, options.Order).Select<Cause, Action<StringBuilder>>(cause => text => WriteCause(text, cause, most, level));
        if (absent is not null)
        {
            blocks = blocks.Append(text => MarkdownAbsentFields.Write(text, absent, most, level));
        }

        return blocks.Select<Action<StringBuilder>, Action<StringBuilder>>((block, index) => index > 0 || name.Length == 0 ? block : text =>
        {
            Line(text, $"\n## {MarkdownText.Prose(name, false)}");
            block(text);
        });
    }

    private static void WriteSubject(StringBuilder text, string name, IReadOnlyList<Finding> findings, bool byFile, int most)
    {
        Heading(text, $"{MarkdownText.Code(name, false)}, {findings.Count.Of("finding")}", 1);
        Line(text, $"| severity | control | {(byFile ? "object" : "place")} | what |");
        Line(text, "|---|---|---|---|");
        foreach (var finding in findings.Take(most))
        {
            var where = byFile ? $"{PlaceText.Within(finding.Location)} {finding.Subject}".TrimStart() : PlaceText.Of(finding.Location);
            Line(text, $"| {finding.Severity.Name()} | {MarkdownText.Code(finding.Control.Id)} | {MarkdownText.Code(where)} | {What(finding)} |");
        }

        if (findings.Count > most)
        {
            Line(text, $"| +{findings.Count - most} more | | | |");
        }
    }

    private static string What(Finding finding) => MarkdownText.Prose(FindingText.WithOwner(finding));

    private static int Flush(StringBuilder text, TextWriter writer)
    {
        var block = text.ToString();
        writer.Write(block);
        text.Clear();
        return Encoding.UTF8.GetByteCount(block);
    }

    private static void WriteHead(StringBuilder text, Assessment assessment, Gate gate)
    {
        var (counts, inputs, version) = (assessment.Counts, assessment.Inputs, assessment.Kubernetes);
        var found = string.Join(" · ", assessment.Fresh.CountBySeverity().Where(group => group.Count > 0)
            .Select(group => $"{group.Count} {group.Severity.Name()}"));
        Line(text, $"# Redoubt: {MarkdownText.Prose(assessment.Title)}");
        Line(text, "");
        Line(text, $"{inputs.Documents.Of("object")} in {RenderedText.Of(inputs)} · Kubernetes {MarkdownText.Prose($"{version.Version} ({version.Source})")}{(assessment.Day is { } day ? string.Create(CultureInfo.InvariantCulture, $" · on {day.Day:yyyy-MM-dd}") : "")}");
        Line(text, "");
        string[] beside = [.. Beside.Of(assessment)];
        Line(text, string.Concat(beside.Select(part => part + " · ")) + string.Join(" · ",
            $"**{(found.Length == 0 ? "nothing found" : found)}**", $"{counts.Passes} pass", $"{counts.Unknowns} unknown",
            $"{LedgerGroup.Count(assessment, LedgerCode.NotRendered)} not rendered", $"{LedgerGroup.Count(assessment, LedgerLevel.Harmless)} passed over",
            $"{assessment.Errors.Count} not readable"));
        Line(text, "");
        Line(text, $"**{Outcome.Of(assessment, gate).Text}**");
        if (Unowned.Of(assessment) is { Length: > 0 } unowned)
        {
            Line(text, "");
            Line(text, unowned);
        }
    }

    private static void WriteMatrix(StringBuilder text, Matrix matrix)
    {
        Line(text, "");
        Line(text, $"| | {string.Join(" | ", Names.OfLayers)} |");
        Line(text, "|---|---|---|---|---|");
        foreach (var theme in Enum.GetValues<Theme>())
        {
            var cells = Enum.GetValues<Layer>().Select(layer => Cell(matrix, layer, theme));
            Line(text, $"| {theme.Name().Replace('-', ' ')} | {string.Join(" | ", cells)} |");
        }
    }

    private static string Cell(Matrix matrix, Layer layer, Theme theme) => matrix.Of(layer, theme) switch
    {
        Verdict.Fail => $"✗ {matrix[layer, theme].Fails}",
        Verdict.Unknown => matrix[layer, theme].Unknowns == 0 ? "?" : $"? {matrix[layer, theme].Unknowns}",
        Verdict.Pass => "✓",
        _ => "–",
    };

    private static void WriteComparison(StringBuilder text, Comparison? comparison)
    {
        if (comparison is null)
        {
            return;
        }

        MarkdownDepth.Write(text, comparison);
        Heading(text, "Not known any more", comparison.Lost.Count);
        Entries(text, comparison.Lost.Select(lost => $"{MarkdownText.Code(lost.Control.Id, false)}: {MarkdownText.Code(lost.Subject.ToString(), false)}"));
        Heading(text, "Gone", comparison.Gone.Count);
        Entries(text, comparison.Gone.Select(gone => $"{gone.Severity.Name()}: {MarkdownText.Code(gone.Control, false)}: {MarkdownText.Code(gone.Subject.ToString(), false)}: {MarkdownText.Prose(gone.Message, false)}"));
    }

    private static void WriteFirst(StringBuilder text, IReadOnlyList<Finding> findings)
    {
        var steps = FirstStep.Choose(findings, FirstSteps);
        Heading(text, "What to do first", steps.Count);
        foreach (var step in steps)
        {
            var where = step.Subjects == 1 ? MarkdownText.Code(step.Finding.Subject.ToString(), false) : step.Subjects.Of("object");
            Line(text, $"1. {where}: {MarkdownText.Code(step.Finding.Control.Id, false)} at {MarkdownText.Code(PlaceText.Of(step.Finding.Location), false)}: {MarkdownText.Prose(step.Finding.Control.Text.Fix, false)}");
        }
    }

    private static void WriteGaps(StringBuilder text, Assessment assessment)
    {
        var gaps = Gap.In(assessment, "…");
        Heading(text, "Not known", gaps.Count);
        Entries(text, gaps.Select(gap =>
            $"**{gap.Layer.Name()}**: {(gap.Subjects == 0 ? "" : $"{gap.Subjects.Of("subject")}: ")}{MarkdownText.Prose(gap.Missing, false)}"));
        var notes = LedgerGroup.Of(assessment, LedgerLevel.Note);
        Heading(text, "Worth knowing of what was given", notes.Count);
        Entries(text, notes.Select(group => $"**{group.Code.Label()}**: {Where(group)}: {MarkdownText.Prose(group.Reason, false)}"));
    }

    private static string Where(LedgerGroup group) => group.Entries is [var only]
        ? MarkdownText.Code(PlaceText.Of(only.File, only.Line, only.Column), false)
        : group.Entries.Count.Of("place");

    private static void WriteErrors(StringBuilder text, IReadOnlyList<AssessmentError> errors)
    {
        Heading(text, "Could not be read or judged", errors.Count);
        Entries(text, errors.Select(error =>
            $"{MarkdownText.Code(PlaceText.Of(error.File, error.Line, error.Column), false)}: {MarkdownText.Prose(error.Reason, false)}"));
    }

    internal static void Entries(StringBuilder text, IEnumerable<string> entries)
    {
        var left = ShownEntries;
        foreach (var entry in entries)
        {
            Line(text, left == 0 ? "- and more" : $"- {entry}");
            if (left-- == 0)
            {
                return;
            }
        }
    }

    private static void WriteCause(StringBuilder text, Cause cause, int mostPlaces, string level)
    {
        var control = cause.Control;
        Heading(text, $"{cause.Severity.Name()}: {MarkdownText.Code(control.Id, false)}, {cause.Places.Count.Of("place")}", 1, level);
        Line(text, "| object | place | what |");
        Line(text, "|---|---|---|");
        foreach (var place in cause.Distinct.Take(mostPlaces))
        {
            Line(text, $"| {MarkdownText.Code(place.Subject.ToString())} | {Where(place)} | {What(place)} |");
        }

        if (cause.Distinct.Count > mostPlaces)
        {
            Line(text, $"| +{cause.Distinct.Count - mostPlaces} more | | |");
        }

        Paragraph(text, "Why", control.Text.Why);
        Paragraph(text, "Fix", control.Text.Fix);
        Paragraph(text, "References", ReferenceText.Of(control.Text));
    }

    private static string Where(Finding place) =>
        string.Join(", ", place.Copies.Prepend(place.Location).Select(location => MarkdownText.Code(PlaceText.Of(location)))) + (place.Alike is { } alike ? $" {PlaceText.Others(alike)}" : "");

    internal static void Heading(StringBuilder text, string heading, int entries, string level = "##")
    {
        if (entries > 0)
        {
            Line(text, "");
            Line(text, $"{level} {heading}");
            Line(text, "");
        }
    }

    private static void Paragraph(StringBuilder text, string label, string prose)
    {
        if (prose.Length > 0)
        {
            Line(text, "");
            Line(text, $"**{label}** {MarkdownText.Prose(prose, false)}");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
