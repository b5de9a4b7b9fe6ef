using Redoubt.Collect;

namespace Redoubt.Cli;

/// <summary>Standard input, if there is one.</summary>
internal static class StandardInput
{
    private const string Files = "/proc/self/fd";
    private const string Number = Files + "/0";

    /// <summary>Opens it.</summary>
    /// <param name="paths">What is to be read; <c>-</c> asks for it.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    public static Stream Open(IReadOnlyList<string> paths, ICollection<string> problems)
    {
        // Where the shell closed it, the system has given its number to a file of the runtime's own.
        if (paths.Contains("-") && OperatingSystem.IsLinux() && Console.IsInputRedirected && (IsOwnPipe() || (TextFile.IsDevice(Number) && RealName(Number) != "/dev/null")))
        {
            problems.Add("standard input is closed, or a device without an end");
        }

        return Console.OpenStandardInput();
    }

    /// <summary>Whether it is a pipe into which this process itself writes: nobody else would ever end it.</summary>
    private static bool IsOwnPipe() => RealName(Number) is ['p', 'i', 'p', 'e', ':', ..] and var pipe
        && Directory.EnumerateFileSystemEntries(Files).Any(file => file != Number && RealName(file) == pipe && IsWritten(Path.GetFileName(file)));

    // proc(5): the flags of open(2) in octal, whose last two bits are 1 for writing and 2 for both.
    private static bool IsWritten(string number)
    {
        var file = $"/proc/self/fdinfo/{number}";
        return File.Exists(file) && File.ReadLines(file).FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal)) is { } flags && (flags[^1] & 3) != 0;
    }

    private static string? RealName(string file) => new FileInfo(file).LinkTarget;
}
