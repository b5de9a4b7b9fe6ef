using Redoubt.Collect.Rendering;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect.Files;

/// <summary>Finds out which files the user's words mean. A file that is meant twice is listed once.</summary>
internal sealed class SourceList(CollectOptions options, ChartArchives archives)
{
    private const string StandardInput = "-";

    private readonly List<SourceFile> _files = [];
    private readonly Dictionary<string, int> _byPath = new(StringComparer.Ordinal);
    private readonly List<LedgerEntry> _ledger = [];
    private readonly List<(string Source, HashSet<int> Files)> _sources = [];

    public IReadOnlyList<SourceFile> Files => _files;

    /// <summary>What could not be found or read, and what was found and left aside.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => _ledger;

    /// <summary>What the user named, each with the files that it means, by their number.</summary>
    public IReadOnlyList<(string Source, HashSet<int> Files)> Sources => _sources;

    public void Add(string path)
    {
        _sources.Add((path, []));
        if (path == StandardInput)
        {
            Add(new SourceFile(path, "", Named: true, Whole: false));
        }
        else if (Directory.Exists(path))
        {
            AddFolder(path);
        }
        else if (File.Exists(path))
        {
            AddNamed(path);
        }
        else if (PathPattern.IsPattern(path))
        {
            AddMatches(path);
        }
        else
        {
            _ledger.Add(new LedgerEntry(LedgerCode.Unreadable, path, 0, 0, MissingPath.Reason(path)));
        }
    }

    private void AddNamed(string path)
    {
        if (FileType.Objection(path) is { } objection)
        {
            _ledger.Add(new LedgerEntry(LedgerCode.Unreadable, path, 0, 0, $"cannot be read: {objection}"));
        }
        else if (options.Render is not null && ChartArchives.IsArchive(path))
        {
            AddNamedArchive(path);
        }
        else
        {
            Add(Named(path, whole: false));
        }
    }

    private void AddNamedArchive(string path)
    {
        if (archives.Unpack(path, out var objection) is { } folder)
        {
            Add(Packaged(path, folder, named: true, whole: true));
        }
        else
        {
            _ledger.Add(new LedgerEntry(LedgerCode.Unreadable, path, 0, 0, objection));
        }
    }

    /// <summary>An archive that was found may be anything; a chart is rendered like any other of the folder.</summary>
    private void AddFoundArchive(string name, string fullPath, bool whole)
    {
        if (options.Render is null)
        {
            _ledger.Add(new LedgerEntry(LedgerCode.NotRendered, name, 0, 0, $"an archive, which may be a packaged chart and is not rendered here: `helm template {name} | redoubt scan -`"));
        }
        else if (!ChartArchives.HoldsChart(fullPath))
        {
            _ledger.Add(new LedgerEntry(LedgerCode.OtherProgram, name, 0, 0, "an archive that holds no chart"));
        }
        else if (archives.Unpack(fullPath, out var objection) is { } folder)
        {
            Add(Packaged(name, folder, named: false, whole));
        }
        else
        {
            _ledger.Add(new LedgerEntry(LedgerCode.NotRendered, name, 0, 0, $"an archive, which may be a packaged chart: {objection}"));
        }
    }

    /// <summary>A packaged chart is the chart that is in it; its files are called by the archive's name.</summary>
    private static SourceFile Packaged(string archive, string folder, bool named, bool whole) => new(archive + "/Chart.yaml", Path.Combine(folder, "Chart.yaml"), named, whole, folder);

    private void AddFolder(string folder)
    {
        var walk = new FolderWalk(folder, options.Files, options.HonoursIgnoreFiles);
        AddFound(walk, folder, whole: true, _ => true);
        // Who names a chart's folder names the chart; `.` is where one happens to be.
        if (FolderWalk.Prefix(folder).Length == 0)
        {
            return;
        }

        foreach (var name in RenderPlan.FileNames.Where(name => File.Exists(Path.Combine(folder, name))))
        {
            Add(Named(FolderWalk.Prefix(folder) + name, whole: true));
        }
    }

    private static SourceFile Named(string path, bool whole) =>
        new(path, Path.GetFullPath(path), Named: true, whole, Path.GetDirectoryName(Path.GetFullPath(path))!);

    private void AddMatches(string pattern)
    {
        (var folder, var matches) = PathPattern.Parse(pattern);
        folder = folder.Length == 0 ? "." : folder;
        var before = _files.Count;
        if (Directory.Exists(folder))
        {
            AddFound(new FolderWalk(folder, options.Files, ignoreFiles: false), folder, whole: false, matches);
        }

        if (_files.Count == before)
        {
            _ledger.Add(new LedgerEntry(LedgerCode.Unreadable, pattern, 0, 0, "no file matches this pattern"));
        }
    }

    private void AddFound(FolderWalk walk, string folder, bool whole, Func<string, bool> matches)
    {
        foreach ((var name, var fullPath) in walk.Files.Where(file => matches(file.Name)))
        {
            Add(new SourceFile(name, fullPath, Named: false, whole, Path.GetFullPath(folder)));
        }

        foreach (var (name, fullPath) in walk.Archives.Where(archive => matches(archive.Key)))
        {
            AddFoundArchive(name, fullPath, whole);
        }

        _ledger.AddRange(walk.Ledger.Where(entry => entry.Level == LedgerLevel.Error || matches(entry.File)));
    }

    private void Add(SourceFile file)
    {
        if (_byPath.TryAdd(file.FullPath, _files.Count))
        {
            _sources[^1].Files.Add(_files.Count);
            _files.Add(file);
        }
        else if (_byPath[file.FullPath] is var at)
        {
            _sources[^1].Files.Add(at);
            _files[at] = _files[at] with { Named = _files[at].Named || file.Named, Whole = _files[at].Whole || file.Whole };
        }
    }
}
