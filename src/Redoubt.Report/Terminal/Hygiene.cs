using Redoubt.Catalog;
using Redoubt.Report.Reading;

namespace Redoubt.Report.Terminal;

/// <summary>What is low or only to be known: one line a control.</summary>
internal static class Hygiene
{
    private const int Indent = 1;
    private const int Gap = 2;

    public static void Draw(Screen screen, IReadOnlyList<Cause> causes)
    {
        if (causes.Count == 0)
        {
            return;
        }

        screen.End();
        var ids = causes.Max(cause => cause.Control.Id.Length);
        foreach (var cause in causes)
        {
            var control = cause.Control;
            var count = $"{cause.Places.Count}";
            screen.At(Indent).Put(cause.Severity.Name().ToUpperInvariant(), TextStyles.Of(cause.Severity))
                .At(CauseBlocks.IdColumn - Gap - count.Length).Put(count, TextStyle.Strong)
                .At(CauseBlocks.IdColumn).Put(control.Id)
                .At(CauseBlocks.IdColumn + ids + Gap).Put(control.Title + Excepted(cause), TextStyle.Faint).End();
        }

        screen.At(CauseBlocks.IdColumn).Put("--show all", TextStyle.Faint).Put(" names the places of these", TextStyle.Faint).End();
    }

    private static string Excepted(Cause cause) => cause.Places.Count(place => place.Exception is not null) is > 0 and var excepted ? $" ({excepted} excepted)" : "";
}
