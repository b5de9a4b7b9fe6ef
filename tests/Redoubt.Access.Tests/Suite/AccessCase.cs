using Redoubt.Access.Defaults;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests.Suite;

/// <summary>A case of the suite: its platform, and the rows that it expects.</summary>
internal sealed class AccessCase
{
    private readonly string _folder;

    public AccessCase(string name)
    {
        _folder = Path.Combine(Suites.Folder("access"), name);
        var problems = new List<FilePlace>();
        var settings = ValueReader.Read("case.yaml", File.ReadAllText(Path.Combine(_folder, "case.yaml")), problems).Single();
        Minor = int.Parse(settings["kubernetes"].AsString()!.Split('.')[1], System.Globalization.CultureInfo.InvariantCulture);
        var options = new ReadOptions { Namespace = settings["namespace"].AsString() ?? "default", NamespaceWord = NamespaceWord.User };
        var builder = new PlatformBuilder { Scope = settings["scope"].Is("whole") ? Scope.Whole : Scope.Part };
        foreach (var file in Files(settings))
        {
            builder.AddRange(DocumentReader.Read(file, File.ReadAllText(file), options).Documents);
        }

        var platform = builder.Build();
        Authorization = new Authorization(settings["bootstrap"].IsTrue ? DefaultRoles.Of(Minor).AddTo(platform) : platform, Minor, knowsDefaults: false);
    }

    public static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Suites.Folder("access")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>The cases that have a file.</summary>
    public static IEnumerable<string> NamesWith(string file) => Names.Where(name => File.Exists(Path.Combine(Suites.Folder("access"), name, file)));

    public int Minor { get; }

    public Authorization Authorization { get; }

    /// <summary>The content of a file.</summary>
    public Stream Open(string file) => File.OpenRead(Path.Combine(_folder, file));

    /// <summary>The lines of a table, its head left out.</summary>
    public IEnumerable<string> Lines(string table) => Path.Combine(_folder, table) is var path && File.Exists(path) ? File.ReadLines(path).Skip(1) : [];

    /// <summary>The rows of a table, its head left out.</summary>
    public IEnumerable<string[]> Rows(string table) => Lines(table).Select(line => line.Split(','));

    private IEnumerable<string> Files(Node settings)
    {
        if (!settings["inputs"].Exists)
        {
            yield return Path.Combine(_folder, "manifests.yaml");
        }

        foreach (var input in settings["inputs"].Items)
        {
            var path = Path.Combine(TestFolders.Inputs, input.AsString()!);
            foreach (var file in FilesOf(path).Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }
    }

    private static string[] FilesOf(string path) => Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml", SearchOption.AllDirectories) : [path];
}
