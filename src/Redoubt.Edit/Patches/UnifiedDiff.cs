using System.Text;
using Redoubt.Edit.Texts;

namespace Redoubt.Edit.Patches;

/// <summary>What changed in a text, as <c>diff -u</c> tells it and <c>patch</c> and <c>git apply</c> take it.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The difference; empty where nothing changed.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="edited">The text and its changes.</param>
    /// <param name="isHidden">Lines, from 1, that nobody is shown, since they hold a secret: around them there is less context.</param>
    public static string Of(string file, EditedText edited, Func<int, bool>? isHidden = null)
    {
        ArgumentNullException.ThrowIfNull(edited);
        var lines = Lines(edited.Original);
        var blocks = Blocks(edited, lines);
        if (blocks.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        text.Append("--- a/").Append(file).Append("\n+++ b/").Append(file).Append('\n');
        var (at, shift) = (0, 0);
        while (at < blocks.Count)
        {
            var end = at + 1;
            while (end < blocks.Count && blocks[end].Start - blocks[end - 1].End <= 2 * Context && !IsHidden(blocks[end - 1].End, blocks[end].Start, isHidden))
            {
                end++;
            }

            shift = Hunk(text, lines, blocks[at..end], shift, isHidden);
            at = end;
        }

        return text.ToString();
    }

    private static bool IsHidden(int start, int end, Func<int, bool>? isHidden) => isHidden is not null && Enumerable.Range(start + 1, Math.Max(0, end - start)).Any(isHidden);

    private static int Hunk(StringBuilder text, string[] lines, List<Block> blocks, int shift, Func<int, bool>? isHidden)
    {
        var (start, end) = (blocks[0].Start, blocks[^1].End);
        while (start > 0 && blocks[0].Start - start < Context && !IsHidden(start - 1, start, isHidden))
        {
            start--;
        }

        while (end < lines.Length && end - blocks[^1].End < Context && !IsHidden(end, end + 1, isHidden))
        {
            end++;
        }

        var growth = blocks.Sum(block => block.Lines.Length - (block.End - block.Start));
        text.Append("@@ -").Append(Range(start, end - start)).Append(" +").Append(Range(start + shift, end - start + growth)).Append(" @@\n");
        var at = start;
        foreach (var block in blocks)
        {
            Append(text, ' ', lines[at..block.Start]);
            Append(text, '-', lines[block.Start..block.End]);
            Append(text, '+', block.Lines);
            at = block.End;
        }

        Append(text, ' ', lines[at..end]);
        return shift + growth;
    }

    private static string Range(int start, int count) => count == 1 ? $"{start + 1}" : $"{(count == 0 ? start : start + 1)},{count}";

    private static void Append(StringBuilder text, char mark, string[] lines)
    {
        foreach (var line in lines)
        {
            text.Append(mark).Append(line);
            if (!line.EndsWith('\n'))
            {
                text.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    // The lines that a change touches, without those that are the same before and after.
    private static List<Block> Blocks(EditedText edited, string[] lines)
    {
        var starts = new int[lines.Length + 1];
        for (var i = 0; i < lines.Length; i++)
        {
            starts[i + 1] = starts[i] + lines[i].Length;
        }

        var blocks = new List<Block>();
        var changes = edited.Changes;
        for (var at = 0; at < changes.Count;)
        {
            var (first, final) = (LineOf(starts, changes[at].Offset), LineOf(starts, changes[at].End));
            var end = at + 1;
            while (end < changes.Count && LineOf(starts, changes[end].Offset) <= final)
            {
                final = Math.Max(final, LineOf(starts, changes[end].End));
                end++;
            }

            var stop = Math.Min(lines.Length, final + 1);
            var block = Trimmed(lines, first, stop, Lines(Changed(edited, starts[first], starts[stop], at, end)));
            if (blocks is [.., var last] && last.End == block.Start)
            {
                blocks[^1] = new Block(last.Start, block.End, [.. last.Lines, .. block.Lines]);
            }
            else if (block.Start < block.End || block.Lines.Length > 0)
            {
                blocks.Add(block);
            }

            at = end;
        }

        return blocks;
    }

    private static string Changed(EditedText edited, int start, int stop, int first, int end)
    {
        var text = new StringBuilder();
        for (var i = first; i < end; i++)
        {
            text.Append(edited.Original, start, edited.Changes[i].Offset - start).Append(edited.Changes[i].Text);
            start = edited.Changes[i].End;
        }

        return text.Append(edited.Original, start, stop - start).ToString();
    }

    private static Block Trimmed(string[] lines, int start, int end, string[] now)
    {
        var (first, last) = (0, now.Length);
        while (start < end && first < last && lines[start] == now[first])
        {
            (start, first) = (start + 1, first + 1);
        }

        while (start < end && first < last && lines[end - 1] == now[last - 1])
        {
            (end, last) = (end - 1, last - 1);
        }

        return new Block(start, end, now[first..last]);
    }

    private static int LineOf(int[] starts, int offset) => Array.BinarySearch(starts, offset) is var found && found >= 0 ? Math.Min(found, Math.Max(0, starts.Length - 2)) : ~found - 1;

    private static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }

    private sealed record Block(int Start, int End, string[] Lines);
}
