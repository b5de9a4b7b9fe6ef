using Redoubt.Catalog.Compare;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>What a change does to what stands in an attacker's way: what it brings nearer in full, what it puts farther in a line each.</summary>
internal static class DepthChangeBlock
{
    private const int Indent = 3;
    private const int Inner = 5;
    private const int Shown = 5;

    public static void Draw(Screen screen, Comparison? comparison, Places places, bool all)
    {
        if (comparison?.Depth is not { } depth)
        {
            return;
        }

        var groups = DepthGroup.Of(comparison).ToLookup(group => group.IsNearer);
        Nearer(screen, [.. groups[true]], places, all, comparison.Against);
        Farther(screen, [.. groups[false]], all, comparison.Against);
        foreach (var note in depth.Notes)
        {
            screen.End();
            screen.Prose(1, $"{screen.Symbols.Unknown} {note}", TextStyle.Unknown);
        }
    }

    private static void Nearer(Screen screen, DepthGroup[] groups, Places places, bool all, string against)
    {
        if (groups.Length == 0)
        {
            return;
        }

        Head(screen, $"{screen.Symbols.Fail} nearer to an attacker than in {against}", TextStyle.High);
        var shown = Screen.Shown(groups.Length, Shown, all);
        foreach (var group in groups[..shown])
        {
            screen.Prose(Indent, group.Text, group.First.AtLeast < 2 ? TextStyle.High : TextStyle.Plain);
            screen.Prose(Inner, DepthText.Suffices(group.First));
            if (group.First.Turn is { } turn)
            {
                screen.Line(Inner, [(DepthText.Step(turn), TextStyle.Plain), (turn.Location.File.Length > 0 ? places.Of(turn.Location) : "", TextStyle.Faint)]);
                screen.Prose(Inner, turn.Ends);
            }
        }

        screen.More(Indent, groups.Length - shown);
    }

    private static void Farther(Screen screen, DepthGroup[] groups, bool all, string against)
    {
        if (groups.Length == 0)
        {
            return;
        }

        Head(screen, $"{screen.Symbols.Pass} farther from an attacker than in {against}", TextStyle.Good);
        var shown = Screen.Shown(groups.Length, Shown, all);
        foreach (var group in groups[..shown])
        {
            screen.Prose(Indent, group.Text);
        }

        screen.More(Indent, groups.Length - shown);
    }

    private static void Head(Screen screen, string text, TextStyle style)
    {
        screen.End();
        screen.At(1).Put(screen.Shown(text), style).End();
    }
}
