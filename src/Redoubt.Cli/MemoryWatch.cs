using System.Globalization;

namespace Redoubt.Cli;

/// <summary>
/// Ends the program with words while there is still memory to say them: a runtime whose heap is full in the midst of collecting may end without any.
/// An object that nobody holds is finalized after each collection, which is when it looks.
/// </summary>
internal sealed class MemoryWatch
{
    // Of what the machine, the cgroup, ulimit or DOTNET_GCHeapHardLimit allows. The rest is for threads, and for the collector itself.
    private const double Most = 0.8;

    // In less the collector may fail at its first collection. A container of 64 MiB allows as much.
    private const long Least = 48L << 20;

    // Address space (`ulimit -v`) that the runtime lays out beside what it holds. It does not look at that limit itself.
    private const long LaidOut = 400L << 20;

    private static long _room = long.MaxValue;

    private MemoryWatch()
    {
    }

    ~MemoryWatch()
    {
        if (IsFull())
        {
            // What is left after everything was collected is in use.
            GC.Collect();
            if (IsFull())
            {
                Environment.Exit(Fault.Tell(new InsufficientMemoryException(), trace: false));
            }
        }

        Start();
    }

    /// <summary>Looks after each collection from now on.</summary>
    /// <exception cref="InsufficientMemoryException">There is less than the program needs to begin.</exception>
    public static void Begin()
    {
        _room = Math.Min(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, Addresses() - LaidOut);
        if (_room < Least)
        {
            throw new InsufficientMemoryException();
        }

        Start();
    }

    private static long Addresses()
    {
        const string Name = "Max address space";
        try
        {
            var line = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
            return long.TryParse(line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture, out var bytes) ? bytes : long.MaxValue;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A system that does not say has no such limit that is known of.
            return long.MaxValue;
        }
    }

    private static void Start() => _ = new MemoryWatch();

    private static bool IsFull() => GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes > _room * Most;
}
