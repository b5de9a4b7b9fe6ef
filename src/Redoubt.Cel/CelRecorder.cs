namespace Redoubt.Cel;

/// <summary>Rides in a <see cref="CelFrame"/> and counts what an evaluation costs, in cel-go's units. Not for several threads.</summary>
public sealed class CelRecorder
{
    /// <summary>The cost so far.</summary>
    public long Cost { get; private set; }

    /// <summary>Starts again at zero.</summary>
    public void Reset() => Cost = 0;

    internal void Add(long cost) => Cost = Cost > long.MaxValue - cost ? long.MaxValue : Cost + cost;
}
