namespace Redoubt.Collect.Clusters.Connections;

/// <summary>How long an answer is waited for: it ends where the server says nothing for too long, and where the whole of it takes too long.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _whole;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _both;
    private readonly TimeSpan _longest;

    public Patience(ClusterLimits limits, TimeProvider clock, CancellationToken cancel)
    {
        _longest = limits.Silence;
        _whole = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _whole.CancelAfter(limits.Answer);
        _silence = new CancellationTokenSource(_longest, clock);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_whole.Token, _silence.Token);
    }

    /// <summary>Cancelled where patience ends.</summary>
    public CancellationToken Token => _both.Token;

    /// <summary>Why it ended; null if it did not.</summary>
    public string? Ended => _silence.IsCancellationRequested ? $"the server said nothing for {_longest.TotalSeconds} s"
        : _whole.IsCancellationRequested ? "the answer took too long" : null;

    /// <summary>The server said something.</summary>
    public void Renew() => _silence.CancelAfter(_longest);

    /// <inheritdoc/>
    public void Dispose()
    {
        _both.Dispose();
        _silence.Dispose();
        _whole.Dispose();
    }
}
