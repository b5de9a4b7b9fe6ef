namespace Redoubt.Evidence.Read;

/// <summary>
/// A file that is read again after a change of its text: what stands in it as it did, letter by letter at the same lines and columns, is the same document. Its offsets are those of the text
/// in which it was read.
/// </summary>
public static class Rereading
{
    /// <summary>The documents as they are now, each that was not touched as it was read before.</summary>
    /// <param name="before">What was read of the file; no two are one object.</param>
    /// <param name="now">What is read of it now.</param>
    public static IReadOnlyList<Document> Of(IReadOnlyList<Document> before, IReadOnlyList<Document> now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        var known = before.DistinctBy(document => document.Key).ToDictionary(document => document.Key);
        return [.. now.Select(document => known.TryGetValue(document.Key, out var old) && IsUntouched(old, document) ? old : document)];
    }

    private static bool IsUntouched(Document old, Document now)
    {
        var (was, root) = (old.Root, now.Root);
        return old.Origin == now.Origin && old.Origin.Rendering is null && was.Position == root.Position
            && NodeComparer.Instance.Equals(was, root) && End(was, root) is >= 0 and var end
            && was.Tape.Source.HasSame(was.ValueOffset, root.Tape.Source, root.ValueOffset, end - was.ValueOffset);
    }

    /// <summary>Where a value ends in its text; -1 where a part of the other stands elsewhere, as it may by an anchor.</summary>
    private static int End(Node one, Node other)
    {
        var (shift, end) = (other.ValueOffset - one.ValueOffset, one.ValueOffset);
        for (var i = 0; i < one.EndRow - one.Row; i++)
        {
            ref readonly var row = ref one.Tape.At(one.Row + i);
            ref readonly var same = ref other.Tape.At(other.Row + i);
            if (row.Flags != same.Flags || row.ValueAt < one.ValueOffset || same.ValueAt - row.ValueAt != shift || (row.KeyAt >= 0 && same.KeyAt - row.KeyAt != shift))
            {
                return -1;
            }

            end = Math.Max(end, row.ValueAt + one.Tape.WrittenLength(one.Row + i));
        }

        return end;
    }
}
