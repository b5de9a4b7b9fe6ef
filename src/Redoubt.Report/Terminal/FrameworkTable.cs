using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>The requirements of the frameworks that were asked for, in their own order and by their own numbers, with totals: as an auditor reads them.</summary>
internal static class FrameworkTable
{
    private const int Indent = 1;
    private const int Gap = 2;

    public static void Draw(Screen screen, Assessment assessment)
    {
        foreach (var framework in assessment.Frameworks)
        {
            screen.Section(framework.Framework.Title);
            var numbers = framework.Requirements.Max(requirement => Cells.Of(screen.Shown(requirement.Requirement.Id)));
            var verdicts = framework.Requirements.Max(requirement => requirement.Verdict.Name().Length);
            var column = Indent + numbers + Gap + verdicts + Gap;
            foreach (var result in framework.Requirements)
            {
                screen.At(Indent).Put(result.Requirement.Id).At(Indent + numbers + Gap).Put(result.Verdict.Name(), Style(result.Verdict)).At(column).Put(result.Requirement.Title).End();
                if (result.Reason() is { Length: > 0 } reason)
                {
                    screen.Prose(column, result.Place() is { Length: > 0 } place ? $"{reason} ({place})" : reason, TextStyle.Faint);
                }
            }

            screen.End();
            screen.Prose(Indent, framework.Totals(screen.Symbols.Between), TextStyle.Strong);
        }
    }

    private static TextStyle Style(RequirementVerdict verdict) => verdict switch
    {
        RequirementVerdict.Fail => TextStyle.High,
        RequirementVerdict.Pass => TextStyle.Good,
        RequirementVerdict.NotApplicable => TextStyle.Faint,
        _ => TextStyle.Unknown,
    };
}
