namespace Redoubt.Collect.Tests;

/// <summary>A folder of its own for a test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("redoubt-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public TemporaryFolder With(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this;
    }

    /// <summary>A file with one Pod that has the file's name as its own.</summary>
    public TemporaryFolder WithPod(string name) =>
        With(name, $"apiVersion: v1\nkind: Pod\nmetadata: {{name: {System.IO.Path.GetFileNameWithoutExtension(name)}, namespace: shop}}\n");

    public TemporaryFolder WithLink(string name, string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.CreateSymbolicLink(this[name], target);
        return this;
    }

    /// <summary>Names of the files that were read, from this folder on.</summary>
    public IEnumerable<string> Names(Collected collected) =>
        collected.Files.Select(file => System.IO.Path.GetRelativePath(Path, file.File).Replace('\\', '/'));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
