using Redoubt.Collect;

namespace Redoubt.Cli;

/// <summary>Standard input, if there is one.</summary>
internal static class StandardInput
{
    /// <summary>Opens it.</summary>
    /// <param name="paths">What is to be read; <c>-</c> asks for it.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    public static Stream Open(IReadOnlyList<string> paths, ICollection<string> problems)
    {
        // Where the shell closed it, the system has given its number to a file of the runtime's own.
        if (paths.Contains("-") && OperatingSystem.IsLinux() && Console.IsInputRedirected && TextFile.IsDevice(Number) && RealName() != "/dev/null")
        {
            problems.Add("standard input is closed, or a device without an end");
        }

        return Console.OpenStandardInput();
    }

    private const string Number = "/proc/self/fd/0";

    private static string? RealName() => new FileInfo(Number).LinkTarget;
}
