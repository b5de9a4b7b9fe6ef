using System.Collections.Concurrent;
using System.Diagnostics;

namespace Redoubt.Collect.Rendering;

/// <summary>The programs of others that run now: they end when this program does.</summary>
internal static class RunningTools
{
    private static readonly ConcurrentDictionary<Process, byte> Running = new();

    public static void Add(Process process) => Running[process] = 0;

    public static void Remove(Process process) => Running.TryRemove(process, out _);

    /// <summary>Ends them all, with what they started.</summary>
    public static void End()
    {
        foreach (var process in Running.Keys)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has ended by itself.
            }
        }
    }
}
