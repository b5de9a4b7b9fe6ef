namespace Redoubt.Cli;

/// <summary>Says on standard error how far long work is, on a terminal only; leaves nothing behind.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    private readonly Timer? _timer;
    private readonly Lock _lock = new();
    private string _now;
    private bool _shown;
    private bool _done;

    public Progress(string now)
    {
        _now = now;
        if (Terminal.ShowsProgress)
        {
            _timer = new Timer(_ => Show(), null, Patience, Patience);
        }
    }

    public void Now(string now) => _now = now;

    public void Done()
    {
        lock (_lock)
        {
            _done = true;
            if (_shown)
            {
                Console.Error.Write("\r\x1b[K");
            }

            _shown = false;
        }
    }

    public void Dispose()
    {
        Done();
        _timer?.Dispose();
    }

    private void Show()
    {
        lock (_lock)
        {
            if (!_done)
            {
                _shown = true;
                Console.Error.Write($"\r\x1b[K{_now} …");
            }
        }
    }
}
