using System.Diagnostics;

namespace Redoubt.EndToEnd;

/// <summary>The program as it is published: the native file, or the ordinary build where a machine has no native linker.</summary>
internal static class RedoubtProgram
{
    public static string Root => TestFolders.Root;

    /// <summary>Real manifests and conformance suites.</summary>
    public static string Shared => TestFolders.Shared;

    /// <summary>Whether the native file is what is tested: one that is older than the last build of any part is not.</summary>
    public static bool IsNative => File.Exists(Native) && !(File.Exists(Ordinary)
        && Directory.EnumerateFiles(Path.GetDirectoryName(Ordinary)!, "*.dll").Max(File.GetLastWriteTimeUtc) > File.GetLastWriteTimeUtc(Native));

    private static string Native => Path.Combine(Root, "artifacts", "native", "redoubt");

    private static string Ordinary => Path.Combine(Root, "artifacts", "bin", "Redoubt.Cli", "release", "redoubt.dll");

    public static Run Run(params string[] arguments) => Start(Root, null, [], arguments);

    public static Run RunWithInput(string input, params string[] arguments) => Start(Root, input, [], arguments);

    public static Run RunWith((string Name, string Value)[] environment, params string[] arguments) => Start(Root, null, environment, arguments);

    /// <summary>Runs the program in a folder.</summary>
    public static Run RunIn(string folder, string? input, (string Name, string Value)[] environment, params string[] arguments) =>
        Start(folder, input, environment, arguments);

    /// <summary>Starts the program and does not wait for it; nothing is read of what it writes.</summary>
    public static Process Begin((string Name, string Value)[] environment, params string[] arguments) => Process.Start(Prepared(Root, environment, arguments))!;

    /// <summary>The words by which a shell starts it.</summary>
    public static string CommandLine => Prepared(Root, [], []) is var start ? string.Join(' ', start.ArgumentList.Prepend(start.FileName).Select(word => $"'{word}'")) : "";

    private static Run Start(string folder, string? input, (string Name, string Value)[] environment, string[] arguments)
    {
        using var process = Process.Start(Prepared(folder, environment, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input ?? "");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Run(process.ExitCode, output, error.Result);
    }

    private static ProcessStartInfo Prepared(string folder, (string Name, string Value)[] environment, string[] arguments)
    {
        Assert.True(File.Exists(Native) || File.Exists(Ordinary), "the program is not built: run ./redoubt --version");
        var start = IsNative ? new ProcessStartInfo(Native, arguments) : new ProcessStartInfo("dotnet", [Ordinary, .. arguments]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["COLUMNS"] = "100";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}

/// <summary>What a run of the program gave.</summary>
internal sealed record Run(int ExitCode, string Output, string Error);
