using System.Diagnostics;
using System.Globalization;

namespace Redoubt.Collect.Rendering;

/// <summary>
/// How much processor time a program and those that it started have taken. A limit of the wall clock would end a program for what others do
/// on the same machine.
/// </summary>
internal static class ProcessorTime
{
    // proc_pid_stat(5): fields 14 to 17, in clock ticks, which Linux shows as hundredths of a second on every machine.
    private const int FirstField = 13;
    private const int Fields = 4;
    private const long TicksPerSecond = 100;

    /// <summary>A script that starts a script, and so on: more than these are not looked at.</summary>
    private const int MostPrograms = 256;

    /// <summary>The time of a program that runs, of those that it started and of those of them that ended; zero once it has ended.</summary>
    public static TimeSpan Of(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return OwnTime(process);
        }

        long ticks = 0;
        var open = new Queue<string>([process.Id.ToString(CultureInfo.InvariantCulture)]);
        for (var looked = 0; looked < MostPrograms && open.TryDequeue(out var id); looked++)
        {
            ticks += Ticks(id);
            foreach (var child in Children(id))
            {
                open.Enqueue(child);
            }
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static TimeSpan OwnTime(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? TimeSpan.Zero : process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            // It ended just now.
            return TimeSpan.Zero;
        }
    }

    private static long Ticks(string id)
    {
        var text = Read($"/proc/{id}/stat");
        // The program's name stands in brackets and may hold anything.
        var rest = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return rest.Skip(FirstField - 2).Take(Fields).Sum(field => long.TryParse(field, CultureInfo.InvariantCulture, out var ticks) ? ticks : 0);
    }

    private static string[] Children(string id) => Read($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended just now, or the kernel does not tell.
            return "";
        }
    }
}
