using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>One block for one cause: its control, the places, why it matters and how to mend it.</summary>
internal sealed class CauseBlocks(Screen screen, Places places, bool all)
{
    /// <summary>Where places begin.</summary>
    public const int Indent = 3;

    /// <summary>Where running text begins.</summary>
    public const int TextIndent = 8;

    /// <summary>Where a control's id begins.</summary>
    public const int IdColumn = 11;

    private const int ShownPlaces = 5;

    private readonly RowTable _table = new(screen, Indent);

    public void Draw(Cause cause)
    {
        screen.End();
        DrawHead(cause);
        var shared = cause.SharedMessage(screen.Symbols.Ellipsis);
        screen.Prose(Indent, shared ?? "");
        var told = all ? cause.Places : cause.Distinct;
        var shown = Screen.Shown(told.Count, ShownPlaces, all);
        var withOwner = told.Take(shown).Any(place => place.Owner.Length > 0);
        _table.Draw([.. told.Take(shown).Select(place => Row(place, withMessage: shared is null, withOwner))]);
        screen.More(Indent, told.Count - shown);
        var why = cause.Control.Text.Why;
        screen.Labelled("why", all ? why : Sentence.First(why));
        screen.Labelled("fix", cause.Control.Text.Fix);
    }

    private Row Row(Finding place, bool withMessage, bool withOwner) => new(
        [(place.Subject.ToString(), TextStyle.Plain), (Where(place), TextStyle.Faint), .. withOwner ? [(place.Owner, TextStyle.Faint)] : Array.Empty<(string, TextStyle)>()],
        PlaceText.Path(place.Location), withMessage ? FindingText.Of(place) : FindingText.Beside(place))
    {
        Source = place.Location.Source ?? "",
    };

    // The same object in two files is one finding: both places want the same hand.
    private string Where(Finding place) => place.Copies switch
    {
        [] when !all && place.Alike is { } alike => $"{places.Of(place.Location)} {PlaceText.Others(alike)}",
        [] => places.Of(place.Location),
        [var copy] => $"{places.Of(place.Location)}, {places.Of(copy)}",
        _ => $"{places.Of(place.Location)} +{place.Copies.Count} more files",
    };

    private void DrawHead(Cause cause)
    {
        var control = cause.Control;
        var found = cause.Places.Count.Of("place");
        var count = cause.Subjects == cause.Places.Count || cause.Subjects == 1 ? found : $"{found} in {cause.Subjects.Of("object")}";
        screen.Head((cause.Severity.Name().ToUpperInvariant(), TextStyles.Of(cause.Severity)), IdColumn, control.Id, count);
    }
}
