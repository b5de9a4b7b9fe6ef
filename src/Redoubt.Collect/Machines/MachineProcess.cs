namespace Redoubt.Collect.Machines;

/// <summary>A process as <c>/proc</c> shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Parent">The number of the process that started it; 0 if there is none or it is not known.</param>
/// <param name="Name">What the kernel calls it (<c>comm</c>): 15 bytes at most, so <c>kube-controller</c>.</param>
/// <param name="Arguments">Its arguments, the program's name first; empty for threads of the kernel.</param>
/// <param name="Uid">The user it runs as in effect; null if that is not known.</param>
/// <param name="Executable">The file that it runs, as it sees it; null if that may not be seen.</param>
internal sealed record MachineProcess(int Id, int Parent, string Name, IReadOnlyList<string> Arguments, uint? Uid, string? Executable)
{
    /// <summary>The last part of the program's path: by the file where that may be seen, else by the first argument, else by the kernel's short name.</summary>
    public string Program => Last(Executable) ?? (Arguments.Count > 0 ? Last(Arguments[0]) : null) ?? Name;

    // What was replaced while it ran has ` (deleted)` behind its name (proc(5)).
    private static string? Last(string? path)
    {
        var name = path?.Replace(" (deleted)", "", StringComparison.Ordinal).Split('/')[^1];
        return string.IsNullOrEmpty(name) ? null : name;
    }
}
