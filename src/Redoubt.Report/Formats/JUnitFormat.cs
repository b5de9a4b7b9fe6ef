using System.Text;
using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>
/// JUnit XML, as CI systems read it: a control is a suite, a failing place a failed case, a subject that could not be judged a
/// skipped one, and an input that could not be read an error. A control without any of these is one case, or one for each subject that
/// passed where these are kept. Beside an earlier run what is lost is a failed case, and what is gone one that passes;
/// so is what is nearer to an attacker, and what is farther from one.
/// </summary>
internal sealed class JUnitFormat : IReportFormat
{
    public string Name => "junit";

    public string Description => "JUnit XML, for the test reports of CI systems";

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        using var xml = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        xml.NewLine = "\n";
        var cases = new JUnitCases(new FileUri(options.Folder));
        var failures = assessment.Findings.SelectMany(finding => finding.AtEachPlace()).ToLookup(finding => finding.Control);
        var unknowns = assessment.Unknowns.ToLookup(unknown => unknown.Control);
        var passes = assessment.Passed.ToLookup(pass => pass.Control, pass => pass.Subject);
        var lost = (assessment.Comparison?.Lost ?? []).ToHashSet();
        var gone = (assessment.Comparison?.Gone ?? []).ToLookup(finding => finding.Control);
        var suites = assessment.Controls
            .Select(control => cases.Suite(control, failures[control], unknowns[control].ToLookup(lost.Contains), gone[control.Id], passes[control], assessment.Matrix.HasEvidence(control.Layer))).ToList();
        if (assessment.Comparison?.Depth is { } depth && depth.Changes.Count + depth.Notes.Count > 0)
        {
            suites.Add(cases.Suite(depth));
        }

        xml.WriteLine("""<?xml version="1.0" encoding="UTF-8"?>""");
        xml.WriteLine($"<testsuites name=\"redoubt\" tests=\"{suites.Sum(suite => suite.Cases.Count) + assessment.Errors.Count}\" failures=\"{suites.Sum(suite => suite.Failed)}\" errors=\"{assessment.Errors.Count}\" skipped=\"{suites.Sum(suite => suite.Skipped)}\">");
        foreach (var (name, lines, failed, skipped) in suites)
        {
            WriteSuite(xml, name, lines, lines.Count, failed, errors: 0, skipped);
        }

        var notes = LedgerGroup.Of(assessment, LedgerLevel.Note);
        if (assessment.Errors.Count + notes.Count > 0)
        {
            WriteSuite(xml, "input", [.. assessment.Errors.Select(cases.Of), .. Notes(notes)], assessment.Errors.Count);
        }

        xml.WriteLine("</testsuites>");
    }

    private static void WriteSuite(TextWriter xml, string name, List<string> lines, int errors) =>
        WriteSuite(xml, name, lines, errors, failed: 0, errors, skipped: 0);

    private static void WriteSuite(TextWriter xml, string name, List<string> lines, int tests, int failed, int errors, int skipped)
    {
        xml.WriteLine($"  <testsuite name=\"{XmlText.Of(name)}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"{errors}\" skipped=\"{skipped}\">");
        foreach (var line in lines)
        {
            xml.WriteLine(line);
        }

        xml.WriteLine("  </testsuite>");
    }

    /// <summary>What was given and is not judged as it was written: no case, so that nothing counts it.</summary>
    private static IEnumerable<string> Notes(IReadOnlyList<LedgerGroup> notes) => notes.Count == 0 ? [] :
    [
        "    <system-err>",
        .. notes.Select(note => XmlText.Of(Printable.Prose($"{note.Code.Label()}: {PlaceText.Of(note.Entries[0].File, note.Entries[0].Line, note.Entries[0].Column)}: {note.Reason}"
            + (note.Entries.Count == 1 ? "" : $" (and {(note.Entries.Count - 1).Of("place")} more)")))),
        "    </system-err>",
    ];
}
