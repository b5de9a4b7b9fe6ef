using System.Text;
using Redoubt.Collect.Files;
using Redoubt.Collect.Rendering;

namespace Redoubt.Collect.Git;

/// <summary>
/// Two revisions, one after the other laid into a folder of our own as they were committed, so that everything reads them as it reads a working
/// tree: what git filters, ignores or has not committed plays no part.
/// </summary>
public sealed class GitRange : IDisposable
{
    private static readonly string[] ReadEndings = [".yaml", ".yml", ".json", ".gitignore"];

    private readonly GitProgram _git;
    private readonly WorkFolder _work = new();
    private readonly CollectOptions _options;
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly string _prefix;
    private readonly string _old;
    private readonly string _new;

    private GitRange(GitProgram git, CollectOptions options, string prefix, string old, string now) => (_git, _options, _prefix, _old, _new) = (git, options, prefix, old, now);

    /// <summary>Where the folder from which git was asked lies in what is laid out.</summary>
    public string Folder => Path.Combine(Tree, _prefix);

    private string Tree => _work["tree"];

    /// <summary>Whether a word names two revisions, as <c>main..HEAD</c>, and nothing that lies in the folder.</summary>
    /// <param name="word">The word.</param>
    public static bool IsRange(string word) => !word.StartsWith('.') && !word.StartsWith('-') && word.Contains("..", StringComparison.Ordinal) && !Path.Exists(word);

    /// <summary>Finds two revisions; null, and a problem, where git does not know them.</summary>
    /// <param name="range"><c>OLD..NEW</c>, or <c>OLD...NEW</c> for what NEW brings since both parted; a side that is left out is <c>HEAD</c>.</param>
    /// <param name="options">How much is read.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static GitRange? Open(string range, CollectOptions options, ICollection<string> problems)
    {
        var git = new GitProgram(Directory.GetCurrentDirectory());
        var sinceParted = range.Contains("...", StringComparison.Ordinal);
        var sides = range.Split(sinceParted ? "..." : "..", 2);
        var prefix = Word(git.Ask(["rev-parse", "--show-prefix"], problems));
        if (prefix is null || Commit(git, sides[0], problems) is not { } old || Commit(git, sides[1], problems) is not { } now)
        {
            return null;
        }

        if (sinceParted)
        {
            old = Word(git.Ask(["merge-base", old, now], problems));
        }

        return old is null ? null : new GitRange(git, options, prefix, old, now);
    }

    /// <summary>Lays the older revision out.</summary>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>Whether it is there.</returns>
    public bool LayOld(ICollection<string> problems)
    {
        Directory.CreateDirectory(Folder);
        return _git.Ask(["ls-tree", "-r", "-z", "--full-tree", _old], problems) is { } answer && Lay([.. GitAnswers.Tree(answer)], problems);
    }

    /// <summary>Changes what is laid out into the newer revision: only what differs is written.</summary>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>Whether it is there.</returns>
    public bool LayNew(ICollection<string> problems)
    {
        if (_git.Ask(["diff-tree", "-r", "-z", "--no-renames", _old, _new], problems) is not { } answer)
        {
            return false;
        }

        GitFile[] changes = [.. GitAnswers.Changes(answer)];
        foreach (var change in changes.Where(change => IsInside(change.Path)))
        {
            Remove(Path.Combine(Tree, change.Path));
        }

        return Lay([.. changes.Where(change => change.Blob.Length > 0)], problems);
    }

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    // What a file was may be a folder now.
    private void Remove(string path)
    {
        if (!File.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            return;
        }

        File.Delete(path);
        for (var folder = Path.GetDirectoryName(path)!; !Folder.StartsWith(folder, StringComparison.Ordinal) && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
        {
            Directory.Delete(folder);
        }
    }

    // A module is another repository. Links come last, so that nothing is written through one.
    private bool Lay(GitFile[] files, ICollection<string> problems)
    {
        GitFile[] wanted = [.. files.Where(file => !file.IsModule && IsInside(file.Path) && IsRead(file.Path)).OrderBy(file => file.IsLink)];
        if (wanted.Length > _options.Files)
        {
            problems.Add($"the revision has more than {_options.Files} files to read, which is the limit");
            return false;
        }

        var ids = new StringBuilder();
        foreach (var file in wanted)
        {
            ids.Append(file.Blob).Append('\n');
        }

        return wanted.Length == 0 || _git.Ask(["cat-file", "--batch"], problems, ids.ToString(), stream => WriteAll(wanted, stream));
    }

    private bool WriteAll(GitFile[] files, Stream stream)
    {
        using var buffered = new BufferedStream(stream, 1 << 16);
        var left = _options.TotalBytes;
        foreach (var file in files)
        {
            var bytes = GitAnswers.NextBlob(buffered, Math.Min(left, _options.FileBytes));
            left -= bytes.Length;
            var path = Path.Combine(Tree, file.Path);
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
            if (_folders.Add(folder) && !(RealPath.Of(folder) + Path.DirectorySeparatorChar).StartsWith(Tree + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{file.Path} lies behind a link");
            }

            if (file.IsLink)
            {
                File.CreateSymbolicLink(path, Encoding.UTF8.GetString(bytes));
            }
            else
            {
                File.WriteAllBytes(path, bytes);
            }
        }

        return true;
    }

    // What a chart or an overlay takes in may have any name.
    private bool IsRead(string path) => _options.Render is not null || ReadEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private bool IsInside(string path) => Path.GetFullPath(Path.Combine(Tree, path)).StartsWith(Tree + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string? Commit(GitProgram git, string revision, ICollection<string> problems)
    {
        var name = revision.Length == 0 ? "HEAD" : revision;
        var commit = Word(git.Ask(["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"], []));
        if (commit is null)
        {
            problems.Add($"`{name}` is no revision that git knows here");
        }

        return commit;
    }

    private static string? Word(byte[]? answer) => answer is null ? null : Encoding.UTF8.GetString(answer).TrimEnd('\r', '\n');
}
