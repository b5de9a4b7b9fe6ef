using Redoubt.Network.Ends;

namespace Redoubt.Network.Rows;

/// <summary>The classes that send, by the row of their policies.</summary>
/// <param name="Free">Those of which no policy says anything.</param>
/// <param name="Rows">The cells of each row, and the classes that it is about.</param>
internal sealed record Senders(EndSet Free, IReadOnlyList<(Cells Cells, EndSet Members)> Rows)
{
    public static Senders Of(RowIndex egress, int ends)
    {
        var byRow = Enumerable.Range(0, ends).ToLookup(egress.Of);
        return new Senders(EndSet.Of(byRow[null]), [.. byRow.Where(group => group.Key is not null).Select(group => (group.Key!.Cells, EndSet.Of(group)))]);
    }
}
