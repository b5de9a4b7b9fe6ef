namespace Redoubt.Collect.Rendering;

/// <summary>A folder of our own for one rendering, which nobody else may read; gone afterwards.</summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>Its full path, without links on the way.</summary>
    public string Path { get; } = RealPathOf(Directory.CreateTempSubdirectory("redoubt-").FullName);

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
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
