using System.Runtime.InteropServices;

namespace Redoubt.Collect.Rendering;

/// <summary>A folder of our own for one rendering, which nobody else may read; gone afterwards, also when the program is told to end.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly PosixSignalRegistration[] _signals;

    public WorkFolder() => _signals = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, End))];

    /// <summary>Its full path, without links on the way.</summary>
    public string Path { get; } = RealPathOf(Directory.CreateTempSubdirectory("redoubt-").FullName);

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        Delete();
    }

    // The signal then does what it does anyway: the program ends with its number.
    private void End(PosixSignalContext context)
    {
        RunningTools.End();
        Delete();
    }

    private void Delete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A program that was ended may still hold a file: what is left is the system's to clear.
        }
    }

    private static string RealPathOf(string folder) => Files.RealPath.Of(folder);
}
