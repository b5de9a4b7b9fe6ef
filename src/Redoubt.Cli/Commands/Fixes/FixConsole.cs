using Redoubt.Edit.Patches;
using Redoubt.Run.Fixes;

namespace Redoubt.Cli.Commands.Fixes;

/// <summary>What fixing came to, for people: the changes on standard output, so that <c>git apply</c> takes them, and the rest beside it.</summary>
internal static class FixConsole
{
    private const int MostPlaces = 3;

    public static void Write(FixOutcome outcome, bool writes, bool shows, TextWriter output, TextWriter beside)
    {
        if (shows && !writes)
        {
            foreach (var file in outcome.Files)
            {
                output.Write(UnifiedDiff.Of(file.File, file.Text, file.IsHidden));
            }

            output.Flush();
        }

        foreach (var file in outcome.Files.Where(_ => writes || !shows))
        {
            beside.WriteLine(PlainText.Of($"{file.File}: {Count(file.Fixed, "finding")} {(writes ? "mended" : "to mend")}"));
        }

        foreach (var same in outcome.Left.GroupBy(left => (left.Reason, left.Finding.Control, left.Why)).OrderBy(same => same.Key.Reason).ThenByDescending(same => same.Key.Control.Severity).ThenBy(same => same.Key.Control.Id, StringComparer.Ordinal))
        {
            var places = string.Join(", ", same.Take(MostPlaces).Select(left => Place((writes ? left.Finding : left.Was ?? left.Finding).Location)));
            beside.WriteLine(PlainText.Of($"left: {same.Key.Control.Id} {places}{(same.Count() > MostPlaces ? $" and {same.Count() - MostPlaces} more" : "")}: {Why(same.Key.Reason, same.Key.Why)}"));
        }

        var unsafeOnes = outcome.Left.Count(left => left.Reason == UnfixedReason.Unsafe);
        beside.WriteLine($"{Count(outcome.Fixed.Count, "finding")} {(writes ? "mended" : "can be mended")} in {Count(outcome.Files.Count, "file")}, {outcome.Left.Count} left"
            + (unsafeOnes > 0 ? $", of which --unsafe mends up to {unsafeOnes}" : "")
            + (writes || outcome.Files.Count == 0 ? "" : "; --write writes the files"));
    }

    private static string Why(UnfixedReason reason, string why) => reason == UnfixedReason.Unsafe ? $"only with --unsafe: {why}" : why;

    private static string Place(Catalog.Location location) => location.Line == 0 ? location.File : $"{location.File}:{location.Line}";

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
