using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>One block for one object or file: what is wrong with it. Why it matters and how to mend it is told by control.</summary>
internal sealed class FindingBlocks(Screen screen, Places places, bool byFile, bool all)
{
    private const int Indent = 3;
    private const int ShownFindings = 10;

    private readonly RowTable _table = new(screen, Indent);

    public void Draw(string heading, IReadOnlyList<Finding> findings)
    {
        var count = findings.Count.Of("finding");
        var countColumn = screen.ProseWidth - count.Length;
        screen.End();
        screen.At(1).Put(Shorten.File(screen.Shown(heading), countColumn - 2, screen.Symbols.Ellipsis), TextStyle.Strong)
            .At(countColumn).Put(count, TextStyle.Faint).End();
        var shown = Screen.Shown(findings.Count, ShownFindings, all);
        _table.Draw([.. findings.Take(shown).Select(Row)]);
        screen.More(Indent, findings.Count - shown);
    }

    private Row Row(Finding finding)
    {
        var (control, location) = (finding.Control, finding.Location);
        var severity = (finding.Severity.Name(), TextStyles.Of(finding.Severity));
        (string, TextStyle) id = (control.Id, TextStyle.Plain);
        return byFile
            ? new([(PlaceText.Within(location), TextStyle.Faint), severity, id, (finding.Subject.ToString(), TextStyle.Plain)], "", FindingText.WithOwner(finding))
            : new([severity, id, (places.Of(location), TextStyle.Faint)], "", FindingText.WithOwner(finding));
    }
}
