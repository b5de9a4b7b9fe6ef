using Redoubt.Collect.Ignore;
using Redoubt.Collect.Rendering;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect.Files;

/// <summary>
/// Finds the files of a folder that may hold evidence, by name in ordinal order: YAML and JSON, and archives that may be charts, not what <c>.gitignore</c> names, not
/// <c>.git</c> and <c>node_modules</c>. Links are followed as long as they stay in the folder; what they lead to is listed once.
/// </summary>
internal sealed class FolderWalk
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly string _root;
    private readonly string _realRoot;
    private readonly int _limit;
    private readonly IgnoreFiles? _ignored;
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(FileSystemInfo Link, string Name)> _links = new();
    private bool _full;

    public FolderWalk(string folder, int limit, bool ignoreFiles)
    {
        _limit = limit;
        _root = Path.GetFullPath(folder);
        _realRoot = RealPath.Of(_root);
        _ignored = ignoreFiles ? IgnoreFiles.Above(_realRoot, Ledger) : null;
        Walk(new DirectoryInfo(_root), _realRoot, Prefix(folder), _ignored);
        // Links last: what they lead to keeps its own name if the folder holds it.
        while (_links.TryDequeue(out var next))
        {
            Follow(next.Link, next.Name);
        }
    }

    /// <summary>Name as the user would write it, and full path.</summary>
    public IEnumerable<(string Name, string FullPath)> Files => _files.Select(file => (file.Key, file.Value));

    /// <summary>The same of archives, which may be packaged charts.</summary>
    public SortedDictionary<string, string> Archives { get; } = new(StringComparer.Ordinal);

    /// <summary>What could not be read, and what was found and left aside.</summary>
    public List<LedgerEntry> Ledger { get; } = [];

    /// <summary>What stands before the names of a folder's files.</summary>
    public static string Prefix(string folder)
    {
        var name = WithSlashes(folder).TrimEnd('/');
        return name is "." ? "" : name.StartsWith("./", StringComparison.Ordinal) ? name[2..] + "/" : name + "/";
    }

    /// <summary>A path with forward slashes; a backslash is a letter like any other where it parts no folders.</summary>
    public static string WithSlashes(string path) => Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;

    private void Walk(DirectoryInfo folder, string realPath, string prefix, IgnoreFiles? ignored)
    {
        if (!_seen.Add(realPath))
        {
            return;
        }

        ignored = ignored?.With(realPath, Ledger);
        var isAnyLost = false;
        foreach (var entry in Entries(folder, prefix))
        {
            var isFolder = entry is DirectoryInfo;
            var name = prefix + entry.Name;
            var real = Path.Combine(realPath, entry.Name);
            isAnyLost |= entry.Name.Contains('\uFFFD', StringComparison.Ordinal);
            if (IsNameLost(entry))
            {
                continue;
            }

            if (ignored?.Ignores(real, isFolder && entry.LinkTarget is null) == true)
            {
                LeaveIgnored(entry.FullName, name, isFolder);
                continue;
            }

            if (entry.LinkTarget is not null)
            {
                _links.Enqueue((entry, name));
            }
            else if (isFolder && entry.Name is ".git" or "node_modules")
            {
                Leave(name, isFolder, LedgerCode.OtherFolder, "a folder of another program's files");
            }
            else if (isFolder)
            {
                Walk((DirectoryInfo)entry, real, name + "/", ignored);
            }
            else if (entry is FileInfo file)
            {
                AddFile(file, real, name);
            }
        }

        foreach (var (name, isFolder) in isAnyLost ? RawNames.In(realPath) : [])
        {
            LeaveNameless(prefix + name, isFolder);
        }
    }

    private IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder, string prefix)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos("*", Everything).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Ledger.Add(new LedgerEntry(LedgerCode.Unreadable, prefix, 0, 0, FileReader.Reason(error)));
            return [];
        }
    }

    private void Follow(FileSystemInfo link, string name)
    {
        var target = RealPath.Of(link.FullName);
        var isFolder = Directory.Exists(target);
        if (!isFolder && !File.Exists(target))
        {
            Leave(name, isFolder, LedgerCode.Link, "a link that leads nowhere");
        }
        else if (target != _realRoot && !target.StartsWith(_realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            Leave(name, isFolder, LedgerCode.Link, "a link that leads out of the folder");
        }
        else if (isFolder)
        {
            Walk(new DirectoryInfo(target), target, name + "/", _ignored);
        }
        else
        {
            AddFile(new FileInfo(target), target, name);
        }
    }

    /// <summary>Files are told by name, for kubectl reads them; a folder as a whole where it holds none, or too many to be looked through.</summary>
    private void LeaveIgnored(string fullPath, string name, bool isFolder)
    {
        const string Reason = "ignored by .gitignore; --no-ignore reads it";
        if (!isFolder)
        {
            Leave(name, isFolder, LedgerCode.Ignored, Reason);
        }
        else if (IgnoredFolder.Manifests(fullPath) is not { } manifests)
        {
            Leave(name, isFolder, LedgerCode.Ignored, Reason);
        }
        else if (manifests.Count == 0)
        {
            Leave(name, isFolder, LedgerCode.OtherFolder, Reason);
        }
        else
        {
            manifests.ForEach(manifest => Leave($"{name}/{manifest}", isFolder: false, LedgerCode.Ignored, Reason));
        }
    }

    /// <summary>Whether a name is not UTF-8: what .NET makes of it is the name of nothing.</summary>
    private static bool IsNameLost(FileSystemInfo entry) => entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && entry.LinkTarget is null && !Path.Exists(entry.FullName);

    private void LeaveNameless(string name, bool isFolder)
    {
        if (isFolder || MayHoldEvidence(name))
        {
            Ledger.Add(new LedgerEntry(LedgerCode.Unreadable, name, 0, 0, "cannot be read: its name is not UTF-8; give it another name, or hand it over as standard input"));
        }
    }

    private void Leave(string name, bool isFolder, LedgerCode code, string reason)
    {
        if (isFolder || MayHoldEvidence(name))
        {
            Ledger.Add(new LedgerEntry(code, isFolder ? name + "/" : name, 0, 0, reason));
        }
    }

    private void AddFile(FileInfo file, string realPath, string name)
    {
        var isArchive = ChartArchives.IsArchive(name);
        if ((isArchive ? IsDependency(file) : !MayHoldEvidence(name)) || !file.Exists || !_seen.Add(realPath))
        {
            return;
        }

        // INVARIANT: only files with content are opened: a pipe or device, which could block, has none.
        if (file.Length == 0)
        {
            if (FileType.Objection(realPath) is { } objection)
            {
                Ledger.Add(new LedgerEntry(LedgerCode.Unreadable, name, 0, 0, $"cannot be read: {objection}"));
            }

            return;
        }

        if (_files.Count + Archives.Count < _limit)
        {
            (isArchive ? Archives : _files).Add(name, file.FullName);
        }
        else if (!_full)
        {
            _full = true;
            Ledger.Add(new LedgerEntry(LedgerCode.Cut, name, 0, 0, $"the folder holds more than {_limit} files; this one and those after it were not read"));
        }
    }

    // What a chart needs of others lies packed in its `charts/`, and is rendered with it.
    private static bool IsDependency(FileInfo file) =>
        file.Directory is { Name: "charts", Parent: { } chart } && File.Exists(Path.Combine(chart.FullName, "Chart.yaml"));

    private static bool MayHoldEvidence(string name) =>
        Path.GetFileName(name.AsSpan()) is "Kustomization"
        || (Path.GetExtension(name.AsSpan()) is var extension
        && (extension.Equals(".yaml", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".yml", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".json", StringComparison.OrdinalIgnoreCase)));
}
