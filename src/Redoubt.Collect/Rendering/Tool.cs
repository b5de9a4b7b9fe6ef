namespace Redoubt.Collect.Rendering;

/// <summary>A program of the user's that renders.</summary>
/// <param name="Program">The full path of its file.</param>
/// <param name="Command">The arguments before all others: what it is asked to do.</param>
public sealed record Tool(string Program, IReadOnlyList<string> Command)
{
    /// <summary>The program's name, as messages show it.</summary>
    public string Name => Path.GetFileNameWithoutExtension(Program);

    /// <summary>Helm: what <c>REDOUBT_HELM</c> names, else the first on the path; null if there is none.</summary>
    public static Tool? FindHelm() => Find("REDOUBT_HELM", ["helm"]) is { } program ? new Tool(program, ["template"]) : null;

    /// <summary>Kustomize: what <c>REDOUBT_KUSTOMIZE</c> names, else <c>kustomize</c>, else <c>kubectl</c> on the path; null if there is none.</summary>
    public static Tool? FindKustomize() => Find("REDOUBT_KUSTOMIZE", ["kustomize", "kubectl"]) is { } program
        ? new Tool(program, [Path.GetFileName(program).StartsWith("kubectl", StringComparison.Ordinal) ? "kustomize" : "build"])
        : null;

    private static string? Find(string variable, string[] names) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? Path.GetFullPath(named) : names.Select(OnPath).FirstOrDefault(file => file is not null);

    private static string? OnPath(string name)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        // A folder that is not written in full is one of the folder that is scanned: nothing is run from there.
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string file) => File.Exists(file)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
