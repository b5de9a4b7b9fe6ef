using System.Text;
using Redoubt.Catalog.Compare;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>What a change does to what stands in an attacker's way, in Markdown.</summary>
internal static class MarkdownDepth
{
    public static void Write(StringBuilder text, Comparison comparison)
    {
        var groups = DepthGroup.Of(comparison).ToLookup(group => group.IsNearer);
        MarkdownFormat.Heading(text, "Nearer to an attacker", groups[true].Count());
        MarkdownFormat.Entries(text, groups[true].Select(Nearer));
        MarkdownFormat.Heading(text, "Farther from an attacker", groups[false].Count());
        MarkdownFormat.Entries(text, groups[false].Select(group => Prose(group.Text)));
        var notes = comparison.Depth?.Notes ?? [];
        MarkdownFormat.Heading(text, "What an attacker is nearer to is not known", notes.Count);
        MarkdownFormat.Entries(text, notes.Select(Prose));
    }

    private static string Nearer(DepthGroup group)
    {
        var turn = group.First.Turn;
        string[] parts =
        [
            Prose(DepthText.Suffices(group.First)), Prose(DepthText.Turn(group.First)),
            turn is { Location.File.Length: > 0 } ? MarkdownText.Code(PlaceText.Of(turn.Location), false) : "", Prose(turn?.Ends ?? ""),
        ];
        return $"**{Prose(group.Text)}**; {string.Join("; ", parts.Where(part => part.Length > 0))}";
    }

    private static string Prose(string text) => MarkdownText.Prose(text, false);
}
