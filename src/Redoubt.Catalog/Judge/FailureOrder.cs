namespace Redoubt.Catalog.Judge;

/// <summary>The order in which what one control found is told: it depends on nothing but what was judged.</summary>
internal sealed class FailureOrder : IComparer<Failure>
{
    public static FailureOrder Instance { get; } = new();

    public int Compare(Failure? x, Failure? y)
    {
        var order = string.CompareOrdinal(x!.Subject.Text, y!.Subject.Text);
        order = order != 0 ? order : Compare(x.Location, y.Location);
        order = order != 0 ? order : string.CompareOrdinal(x.Message, y.Message);
        order = order != 0 ? order : string.CompareOrdinal(x.Location.Rendered?.Inputs[0], y.Location.Rendered?.Inputs[0]);
        order = order != 0 ? order : (x.Location.Rendered?.Line ?? 0).CompareTo(y.Location.Rendered?.Line ?? 0);
        return order != 0 ? order : x.Identity.CompareTo(y.Identity);
    }

    /// <summary>By file, line and column.</summary>
    public static int Compare(Location x, Location y)
    {
        var order = string.CompareOrdinal(x.File, y.File);
        order = order != 0 ? order : x.Line.CompareTo(y.Line);
        return order != 0 ? order : x.Column.CompareTo(y.Column);
    }
}

/// <summary>The order in which the subjects are told that one control could not judge.</summary>
internal sealed class UnjudgedOrder : IComparer<Unjudged>
{
    public static UnjudgedOrder Instance { get; } = new();

    public int Compare(Unjudged? x, Unjudged? y)
    {
        var order = string.CompareOrdinal(x!.Subject.Text, y!.Subject.Text);
        order = order != 0 ? order : FailureOrder.Compare(x.Spot.Location, y.Spot.Location);
        return order != 0 ? order : string.CompareOrdinal(string.Join('\n', x.Missing), string.Join('\n', y.Missing));
    }
}
