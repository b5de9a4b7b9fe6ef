using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>One block for one cause: its control, the places, why it matters and how to mend it.</summary>
internal sealed class CauseBlocks(Screen screen, bool all)
{
    private const int Indent = 3;
    private const int TextIndent = 8;
    private const int IdColumn = 11;
    private const int ShownPlaces = 5;

    // Wide terminals have room for the message beside the place.
    private const int RoomForMessages = 120;
    private const int LeastPath = 20;

    public void Draw(Cause cause)
    {
        var control = cause.Control;
        screen.End();
        DrawHead(cause);
        var shared = cause.SharedMessage(screen.Symbols.Ellipsis);
        if (shared is not null)
        {
            screen.Prose(Indent, shared);
        }

        var shown = all || cause.Places.Count == ShownPlaces + 1 ? cause.Places.Count : Math.Min(ShownPlaces, cause.Places.Count);
        DrawPlaces([.. cause.Places.Take(shown).Select(Line)], withMessages: shared is null);
        if (shown < cause.Places.Count)
        {
            screen.At(Indent).Put($"+{cause.Places.Count - shown} more", Ink.Faint).At(Indent + 16).Put("--show all", Ink.Faint).End();
        }

        DrawText("why", control.Text.Why);
        DrawText("fix", control.Text.Fix);
    }

    private void DrawHead(Cause cause)
    {
        var control = cause.Control;
        var places = cause.Places.Count.Of("place");
        var count = cause.Subjects == cause.Places.Count || cause.Subjects == 1 ? places : $"{places} in {cause.Subjects.Of("object")}";
        var countColumn = screen.ProseWidth - count.Length;
        screen.At(1).Put(control.Severity.Name().ToUpperInvariant(), Inks.Of(control.Severity))
            .At(IdColumn).Put(Shorten.Middle(screen.Shown(control.Id), countColumn - IdColumn - 1, screen.Symbols.Ellipsis), Ink.Strong)
            .At(countColumn).Put(count, Ink.Faint).End();
    }

    private PlaceLine Line(Finding place) => new(
        screen.Shown(place.Subject.ToString()), screen.Shown(PlaceText.Of(place.Location)),
        screen.Shown(PlaceText.Path(place.Location)), screen.Shown(place.Message));

    // Subject and location are what a person needs to get there: when they do not fit beside each other, a place takes two lines.
    private void DrawPlaces(PlaceLine[] places, bool withMessages)
    {
        int[] needed =
        [
            places.Max(place => Cells.Of(place.Subject)), places.Max(place => Cells.Of(place.Location)),
            withMessages && screen.Width >= RoomForMessages ? places.Max(place => Cells.Of(place.Message)) : 0,
            places.Max(place => Cells.Of(place.Path)),
        ];
        var room = screen.Width - Indent;
        if (!Fits(needed, room))
        {
            needed[2] = 0;
        }

        var stacked = !Fits(needed, room);
        var widths = Columns.Fit(room, needed, [needed[0], needed[1], needed[2], 0]);
        foreach (var place in places)
        {
            if (stacked)
            {
                DrawStacked(place, room);
            }
            else
            {
                DrawBeside(place, widths);
            }

            if (withMessages && needed[2] == 0)
            {
                screen.Prose(Indent + 2, place.Message, Ink.Faint);
            }
        }
    }

    private static bool Fits(int[] needed, int room) =>
        needed[0] + needed[1] + needed[2] + Math.Min(needed[3], LeastPath) + (Columns.Gap * 3) <= room;

    private void DrawBeside(PlaceLine place, int[] widths)
    {
        var second = Indent + widths[0] + Columns.Gap;
        var third = second + widths[1] + Columns.Gap;
        var path = widths[2] == 0 ? third : third + widths[2] + Columns.Gap;
        screen.At(Indent).Put(place.Subject).At(second).Put(place.Location, Ink.Faint);
        if (widths[2] > 0)
        {
            screen.At(third).Put(place.Message);
        }

        screen.At(path).Put(Shorten.Path(place.Path, screen.Width - path, screen.Symbols.Ellipsis), Ink.Faint).End();
    }

    private void DrawStacked(PlaceLine place, int room)
    {
        var ellipsis = screen.Symbols.Ellipsis;
        screen.At(Indent).Put(Shorten.Middle(place.Subject, room, ellipsis)).End();
        var location = Shorten.File(place.Location, room - 2, ellipsis);
        var left = room - 2 - Cells.Of(location) - Columns.Gap;
        screen.At(Indent + 2).Put(location, Ink.Faint);
        if (left < Math.Min(LeastPath, Cells.Of(place.Path)))
        {
            screen.End();
            left = room - 2;
        }

        screen.At(Indent + 2 + (left == room - 2 ? 0 : Cells.Of(location) + Columns.Gap))
            .Put(Shorten.Path(place.Path, left, ellipsis)).End();
    }

    private void DrawText(string label, string text)
    {
        if (text.Length > 0)
        {
            screen.At(Indent).Put(label, Ink.Faint);
            screen.Prose(TextIndent, text);
        }
    }

    // The texts of a place as they are shown.
    private readonly record struct PlaceLine(string Subject, string Location, string Path, string Message);
}
