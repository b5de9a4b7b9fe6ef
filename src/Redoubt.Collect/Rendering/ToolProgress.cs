using System.Diagnostics;

namespace Redoubt.Collect.Rendering;

/// <summary>Watches how far a program is: how much processor time it has taken, and since when it has taken none.</summary>
internal sealed class ToolProgress(RenderOptions options)
{
    private readonly Stopwatch _idle = Stopwatch.StartNew();

    /// <summary>The most processor time that was seen.</summary>
    public TimeSpan Processor { get; private set; }

    /// <summary>Why it is to be ended; null if it may go on.</summary>
    /// <param name="processor">The processor time that it has taken by now.</param>
    public string? TooLong(TimeSpan processor)
    {
        if (processor > Processor)
        {
            Processor = processor;
            _idle.Restart();
        }

        return Processor > options.Time ? $"it took more than {options.Time.TotalSeconds} s of processor time, which is the limit"
            : _idle.Elapsed > options.IdleTime ? $"it did nothing for {options.IdleTime.TotalSeconds} s, which is the limit"
            : null;
    }
}
