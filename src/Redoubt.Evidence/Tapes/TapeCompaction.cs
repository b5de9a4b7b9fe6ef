namespace Redoubt.Evidence.Tapes;

/// <summary>Closes the gaps that values leave which are marked as absent.</summary>
internal static class TapeCompaction
{
    /// <summary>
    /// The rows without those of kind <see cref="NodeKind.None"/> and all below them. The counts of children are right already:
    /// whoever marks a value as absent corrects them.
    /// </summary>
    public static Tape WithoutAbsent(SourceText source, Row[] rows, TapeTexts texts)
    {
        var moved = NewPlaces(rows);
        var kept = new Row[moved[rows.Length]];
        Dictionary<int, string>? keptKeys = texts.LongKeys is null ? null : [];
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row].Kind == NodeKind.None)
            {
                row += rows[row].Next - 1;
                continue;
            }
            ref var to = ref kept[moved[row]];
            to = rows[row];
            to.Next = moved[row + rows[row].Next] - moved[row];
            if (to.Key == Row.KeyAside && (to.Flags & RowFlags.HasKey) != 0)
            {
                keptKeys![moved[row]] = texts.LongKeys![row];
            }
        }
        return new Tape(source, kept, texts with { LongKeys = keptKeys });
    }

    /// <summary>Where each row comes to stand; a row that goes stands where the next that stays does.</summary>
    private static int[] NewPlaces(Row[] rows)
    {
        var places = new int[rows.Length + 1];
        var place = 0;
        var absentTo = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            places[row] = place;
            if (row >= absentTo && rows[row].Kind == NodeKind.None)
            {
                absentTo = row + rows[row].Next;
            }

            if (row >= absentTo)
            {
                place++;
            }
        }
        places[rows.Length] = place;
        return places;
    }
}
