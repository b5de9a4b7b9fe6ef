using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>The cases of a JUnit report, a line of XML each.</summary>
internal sealed class JUnitCases(FileUri files)
{
    /// <summary>The suite of a control: its failing places, what is not known of it (lost or not), what is gone, and what passed where that is kept.</summary>
    public (string Name, List<string> Cases, int Failed, int Skipped) Suite(
        Control control, IEnumerable<Finding> findings, ILookup<bool, UnknownVerdict> unknowns, IEnumerable<PastFinding> gone, IEnumerable<SubjectName> passes, bool seen)
    {
        Finding[] all = [.. findings];
        var cases = unknowns[true].Select(Lost).Concat(all.Select(Of)).ToList();
        var failed = unknowns[true].Count() + all.Count(finding => finding.Exception is null && finding.IsFresh);
        cases.AddRange(unknowns[false].Select(Of));
        var skipped = cases.Count - failed;

        // Under the name that it had when it failed, so that a CI system says that it is mended.
        cases.AddRange(gone.Select(past => Begin(control, Name(past.Subject, past.Location), past.Location) + "/>"));
        cases.AddRange(passes.Select(subject => Begin(control, subject.ToString(), default) + "/>"));
        if (cases.Count == 0)
        {
            skipped = seen ? 0 : 1;
            cases.Add(Begin(control, control.Title, default)
                + (seen ? "/>" : $">{Skipped($"no evidence of the layer {control.Layer.Name()}")}</testcase>"));
        }

        return (control.Id, cases, failed, skipped);
    }

    /// <summary>The suite of what a change does to what stands in an attacker's way: what is nearer fails, what is farther passes, what could not be compared is skipped.</summary>
    public (string Name, List<string> Cases, int Failed, int Skipped) Suite(DepthComparison depth) =>
        ("depth", [.. depth.Changes.Select(Of), .. depth.Notes.Select(note => $"{Begin("depth", "not known", default)}>{Skipped(note)}</testcase>")], depth.Changes.Count(change => change.IsNearer), depth.Notes.Count);

    private string Of(DepthChange change)
    {
        var begin = Begin("depth", $"{change.Jewel} from {change.Entry}", change.Turn?.Location ?? default);
        return change.IsNearer
            ? $"{begin}><failure message=\"{XmlText.Of(DepthText.Of([change.Jewel], change))}\" type=\"nearer\">{XmlText.Of(Printable.Prose(DepthText.Whole(change)))}</failure></testcase>"
            : $"{begin}/>";
    }

    private string Of(Finding finding)
    {
        var text = finding.Control.Text;
        string[] lines = [PlaceText.Of(finding.Location), FindingText.Beside(finding), finding.Owner.Length > 0 ? $"owner: {finding.Owner}" : "", text.Why, text.Fix];
        var message = finding.Message.Length > 0 ? finding.Message : finding.Control.Title;
        var body = string.Join('\n', lines.Where(line => line.Length > 0).Select(line => XmlText.Of(Printable.Prose(line))));
        var begin = Begin(finding.Control, Name(finding.Subject, finding.Location), finding.Location);
        return !finding.IsFresh ? $"{begin}>{Skipped($"{finding.Severity.Name()}: {message}; known before")}</testcase>"
            : finding.Exception is { } exception ? $"{begin}>{Skipped($"{finding.Severity.Name()}: {message}; {FindingText.Of(exception)}")}</testcase>"
            : begin + $"><failure message=\"{XmlText.Of(message)}\" type=\"{finding.Severity.Name()}\">{body}</failure></testcase>";
    }

    private string Of(UnknownVerdict unknown) =>
        Begin(unknown.Control, unknown.Subject.ToString(), unknown.Location) + $">{Skipped(Missing(unknown))}</testcase>";

    private string Lost(UnknownVerdict unknown) =>
        Begin(unknown.Control, unknown.Subject.ToString(), unknown.Location)
        + $"><failure message=\"{XmlText.Of(FindingText.Lost(unknown))}\" type=\"{unknown.Control.Severity.Name()}\">{XmlText.Of(Printable.Prose(Missing(unknown)))}</failure></testcase>";

    private static string Missing(UnknownVerdict unknown) => unknown.Missing.Count == 0 ? "the control failed: see the errors" : string.Join("; ", unknown.Missing);

    private static string Name(SubjectName subject, Location location) => $"{subject} {location.Path}".TrimEnd();

    public string Of(AssessmentError error)
    {
        var line = error.Line == 0 ? "" : $" line=\"{error.Line}\"";
        var file = XmlText.Of(files.Path(error.File));
        return $"    <testcase name=\"{file}\" classname=\"redoubt.input\" file=\"{file}\"{line}><error message=\"{XmlText.Of(error.Reason)}\" type=\"unreadable\"/></testcase>";
    }

    private string Begin(Control control, string name, Location location) => Begin(control.Id.Replace('/', '.'), name, location);

    private string Begin(string group, string name, Location location)
    {
        var file = string.IsNullOrEmpty(location.File) ? "" : $" file=\"{XmlText.Of(files.Path(location.File))}\"";
        var line = location.Line == 0 ? "" : $" line=\"{location.Line}\"";
        return $"    <testcase name=\"{XmlText.Of(name)}\" classname=\"redoubt.{XmlText.Of(group)}\"{file}{line}";
    }

    private static string Skipped(string message) => $"<skipped message=\"{XmlText.Of(message)}\"/>";
}
