using MAB.DotIgnore;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect.Files;

/// <summary>The <c>.gitignore</c> files that count in a folder: its own and those of the folders above it, up to the repository's root.</summary>
internal sealed class IgnoreFiles
{
    private readonly IgnoreFiles? _above;
    private readonly string _folder;
    private readonly IgnoreRule[] _rules;

    private IgnoreFiles(IgnoreFiles? above, string folder, IgnoreRule[] rules)
    {
        _above = above;
        _folder = folder;
        _rules = rules;
    }

    /// <summary>The files of the folders above one, from the root of its repository on; none if it lies in no repository.</summary>
    public static IgnoreFiles Above(string folder, List<LedgerEntry> ledger)
    {
        var folders = new Stack<string>();
        var repository = Path.Exists(Path.Combine(folder, ".git"));
        for (var at = Path.GetDirectoryName(folder); at is not null && !repository; at = Path.GetDirectoryName(at))
        {
            folders.Push(at);
            repository = Path.Exists(Path.Combine(at, ".git"));
        }
        var ignored = new IgnoreFiles(null, folder, []);
        return repository ? folders.Aggregate(ignored, (sum, above) => sum.With(above, ledger)) : ignored;
    }

    /// <summary>These and the file of one more folder, if it has one.</summary>
    public IgnoreFiles With(string folder, List<LedgerEntry> ledger)
    {
        var file = Path.Combine(folder, ".gitignore");
        return File.Exists(file) ? new IgnoreFiles(this, folder, Rules(file, ledger)) : this;
    }

    /// <summary>Whether a file or folder is ignored: the last rule of the deepest file that matches decides.</summary>
    public bool Ignores(string fullPath, bool isFolder)
    {
        for (var files = this; files is not null; files = files._above)
        {
            var path = Path.GetRelativePath(files._folder, fullPath);
            for (var at = files._rules.Length - 1; at >= 0; at--)
            {
                if (files._rules[at].IsMatch(path, isFolder))
                {
                    return !files._rules[at].PatternFlags.HasFlag(PatternFlags.NEGATION);
                }
            }
        }
        return false;
    }

    private static IgnoreRule[] Rules(string file, List<LedgerEntry> ledger)
    {
        try
        {
            return [.. File.ReadLines(file).Where(line => line.Trim().Length > 0 && line[0] != '#').Select(line => new IgnoreRule(line.TrimEnd()))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // To read too much then hides nothing.
            ledger.Add(new LedgerEntry(LedgerCode.Unreadable, file, 0, 0, FileReader.Reason(error)));
            return [];
        }
    }
}
