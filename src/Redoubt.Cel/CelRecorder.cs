namespace Redoubt.Cel;

/// <summary>Rides in a <see cref="CelFrame"/> and counts what an evaluation costs, in cel-go's units. Not for several threads.</summary>
public sealed class CelRecorder
{
    /// <summary>The cost so far.</summary>
    public long Cost { get; private set; }

    /// <summary>The cost beyond which an evaluation stops with an error; <see cref="IsOver"/> tells that error from others.</summary>
    public long Limit { get; set; } = long.MaxValue;

    /// <summary>Whether the limit is passed.</summary>
    public bool IsOver => Cost > Limit;

    /// <summary>Starts again at zero.</summary>
    public void Reset() => Cost = 0;

    internal void Add(long cost) => Cost = Cost > long.MaxValue - cost ? long.MaxValue : Cost + cost;
}
