using System.Globalization;
using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>One block for one object or file: what is wrong with it, a line each. Why and how to mend it is told by control.</summary>
internal sealed class FindingBlocks(Screen screen, bool byFile, bool all)
{
    private const int Indent = 3;
    private const int IdColumn = 13;
    private const int ShownFindings = 10;

    public void Draw(string heading, IReadOnlyList<Finding> findings)
    {
        var count = findings.Count.Of("finding");
        var countColumn = screen.ProseWidth - count.Length;
        var ellipsis = screen.Symbols.Ellipsis;
        screen.End();
        screen.At(1).Put(Shorten.File(screen.Shown(heading), countColumn - 2, ellipsis), Ink.Strong)
            .At(countColumn).Put(count, Ink.Faint).End();

        var shown = all || findings.Count == ShownFindings + 1 ? findings.Count : Math.Min(ShownFindings, findings.Count);
        var widths = Fit(findings.Take(shown));
        foreach (var finding in findings.Take(shown))
        {
            var control = finding.Control;
            var second = IdColumn + widths[0] + Columns.Gap;
            screen.At(Indent).Put(control.Severity.Name(), Inks.Of(control.Severity))
                .At(IdColumn).Put(Shorten.Middle(screen.Shown(control.Id), widths[0], ellipsis))
                .At(second).Put(Shorten.File(screen.Shown(Place(finding)), widths[1], ellipsis), Ink.Faint)
                .At(second + widths[1] + Columns.Gap).Put(Shorten.End(screen.Shown(finding.Message), widths[2], ellipsis)).End();
        }

        if (shown < findings.Count)
        {
            screen.At(Indent).Put($"+{findings.Count - shown} more", Ink.Faint).At(IdColumn).Put("--show all", Ink.Faint).End();
        }
    }

    private int[] Fit(IEnumerable<Finding> findings)
    {
        int[] needed = [0, 0, 0];
        foreach (var finding in findings)
        {
            needed[0] = Math.Max(needed[0], Cells.Of(screen.Shown(finding.Control.Id)));
            needed[1] = Math.Max(needed[1], Cells.Of(screen.Shown(Place(finding))));
            needed[2] = Math.Max(needed[2], Cells.Of(screen.Shown(finding.Message)));
        }

        return Columns.Fit(screen.Width - IdColumn, needed, [22, 12, 0]);
    }

    private string Place(Finding finding)
    {
        var location = finding.Location;
        return !byFile ? PlaceText.Of(location)
            : location.Line == 0 ? finding.Subject.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{location.Line}:{location.Column}  {finding.Subject}");
    }
}
