using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>One block for one cause: its control, the places, why it matters and how to mend it.</summary>
internal sealed class CauseBlocks(Screen screen, Places places, bool all)
{
    private const int Indent = 3;
    private const int TextIndent = 8;
    private const int IdColumn = 11;
    private const int ShownPlaces = 5;

    private readonly RowTable _table = new(screen, Indent);

    public void Draw(Cause cause)
    {
        screen.End();
        DrawHead(cause);
        var shared = cause.SharedMessage(screen.Symbols.Ellipsis);
        screen.Prose(Indent, shared ?? "");
        var shown = Screen.Shown(cause.Places.Count, ShownPlaces, all);
        _table.Draw([.. cause.Places.Take(shown).Select(place => Row(place, withMessage: shared is null))]);
        screen.More(Indent, cause.Places.Count - shown);
        var why = cause.Control.Text.Why;
        DrawText("why", all ? why : FirstSentence(why));
        DrawText("fix", cause.Control.Text.Fix);
    }

    private Row Row(Finding place, bool withMessage) => new(
        [(place.Subject.ToString(), TextStyle.Plain), (Where(place), TextStyle.Faint)],
        PlaceText.Path(place.Location), withMessage ? RenderedText.With(place.Message, place.Location) : RenderedText.Of(place.Location));

    // The same object in two files is one finding: both places want the same hand.
    private string Where(Finding place) => place.Copies switch
    {
        [] => places.Of(place.Location),
        [var copy] => $"{places.Of(place.Location)}, {places.Of(copy)}",
        _ => $"{places.Of(place.Location)} +{place.Copies.Count} more files",
    };

    private void DrawHead(Cause cause)
    {
        var control = cause.Control;
        var found = cause.Places.Count.Of("place");
        var count = cause.Subjects == cause.Places.Count || cause.Subjects == 1 ? found : $"{found} in {cause.Subjects.Of("object")}";
        var countColumn = screen.ProseWidth - count.Length;
        screen.At(1).Put(control.Severity.Name().ToUpperInvariant(), TextStyles.Of(control.Severity))
            .At(IdColumn).Put(Shorten.Middle(screen.Shown(control.Id), countColumn - IdColumn - 1, screen.Symbols.Ellipsis), TextStyle.Strong)
            .At(countColumn).Put(count, TextStyle.Faint).End();
    }

    private void DrawText(string label, string text)
    {
        if (text.Length > 0)
        {
            screen.At(Indent).Put(label, TextStyle.Faint);
            screen.Prose(TextIndent, text);
        }
    }

    // The first sentence says what an attacker gains; the others, what is meant and what is not, are for who asks for everything.
    private static string FirstSentence(string text)
    {
        for (var at = text.IndexOf(". ", StringComparison.Ordinal); at >= 0; at = text.IndexOf(". ", at + 1, StringComparison.Ordinal))
        {
            if (at + 2 < text.Length && (char.IsUpper(text[at + 2]) || text[at + 2] == '`'))
            {
                return text[..(at + 1)];
            }
        }

        return text;
    }
}
