namespace Redoubt.Collect.Clusters.Connections;

/// <summary>How often a server is asked: so many requests at once after a rest, so many a second in the long run. Safe to use from several threads.</summary>
internal sealed class RateLimit(ClusterLimits limits, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _step = TimeSpan.FromSeconds(1.0 / limits.RequestsPerSecond);
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Waits for one's turn.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        TimeSpan wait;
        lock (_lock)
        {
            // The turn of each request is a step after that of the one before; a rest saves up turns, but no more than the burst.
            var now = clock.GetUtcNow();
            var earliest = now - (_step * (limits.Burst - 1));
            _next = _next < earliest ? earliest : _next;
            wait = _next - now;
            _next += _step;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancel).ConfigureAwait(false);
        }
    }
}
