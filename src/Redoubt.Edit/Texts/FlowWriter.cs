using Redoubt.Evidence;

namespace Redoubt.Edit.Texts;

/// <summary>Takes parts from what stands in brackets, and puts parts in.</summary>
/// <param name="text">How the text is written.</param>
/// <param name="edits">Takes the edits.</param>
internal sealed class FlowWriter(WrittenText text, List<TextEdit> edits)
{
    /// <summary>Takes parts out, each with one comma.</summary>
    /// <param name="all">All parts, in the order of the text.</param>
    /// <param name="removed">Those that go.</param>
    /// <param name="startOf">Where a part begins.</param>
    public void Remove(Node[] all, HashSet<Node> removed, Func<Node, int> startOf)
    {
        for (var i = 0; i < all.Length; i++)
        {
            if (!removed.Contains(all[i]))
            {
                continue;
            }

            // Up to the next that stays, or from the last that stays on.
            var next = i;
            while (next < all.Length && removed.Contains(all[next]))
            {
                next++;
            }

            var isLast = next == all.Length;
            var start = isLast && i > 0 ? text.EndOf(all[i - 1]) : startOf(all[i]);
            var end = isLast ? text.EndOf(all[next - 1]) : startOf(all[next]);
            edits.Add(new TextEdit(start, end - start, ""));
            i = next;
        }
    }

    /// <summary>Puts parts in at the end.</summary>
    /// <param name="flow">The map or list.</param>
    /// <param name="all">Its parts, in the order of the text.</param>
    /// <param name="isEmptied">Whether all of them go.</param>
    /// <param name="startOf">Where a part begins.</param>
    /// <param name="put">The new parts, as they are to stand there.</param>
    public void Put(Node flow, Node[] all, bool isEmptied, Func<Node, int> startOf, IEnumerable<string> put)
    {
        if (all.Length == 0)
        {
            edits.Add(new TextEdit(flow.ValueOffset + flow.ValueLength - 1, 0, string.Join(", ", put)));
            return;
        }

        // One field a line, where the others have one.
        var first = startOf(all[0]);
        var between = text.IsFirstOfLine(first) ? "," + text.NewLine + new string(' ', text.ColumnOf(first)) : ", ";
        var joined = string.Join(between, put);
        edits.Add(new TextEdit(text.EndOf(all[^1]), 0, isEmptied ? joined : between + joined));
    }
}
