using System.Text;
using Redoubt.Collect.Files;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect.Ignore;

/// <summary>The <c>.gitignore</c> files that count in a folder: its own and those of the folders above it, up to the repository's root.</summary>
internal sealed class IgnoreFiles
{
    // People write these files: what is larger was made to slow us down.
    private const int MostBytes = 64 << 10;

    private readonly IgnoreFiles? _above;

    /// <summary>How many bytes of a full path stand before the path from the file's folder on.</summary>
    private readonly int _start;
    private readonly IgnoreRule[] _rules;

    private IgnoreFiles(IgnoreFiles? above, string folder, IgnoreRule[] rules)
    {
        _above = above;
        _start = Encoding.UTF8.GetByteCount(folder.TrimEnd('/')) + 1;
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

    /// <summary>Whether a file or folder is ignored: the last rule of the deepest file that fits decides.</summary>
    public bool Ignores(string fullPath, bool isFolder)
    {
        if (_above is null)
        {
            return false;
        }

        ReadOnlySpan<byte> path = Encoding.UTF8.GetBytes(OperatingSystem.IsWindows() ? fullPath.Replace('\\', '/') : fullPath);
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        for (var files = this; files is not null; files = files._above)
        {
            for (var at = files._rules.Length - 1; at >= 0; at--)
            {
                if (files._rules[at].Fits(path[files._start..], name, isFolder))
                {
                    return !files._rules[at].IsNegated;
                }
            }
        }

        return false;
    }

    private static IgnoreRule[] Rules(string file, List<LedgerEntry> ledger)
    {
        try
        {
            var info = new FileInfo(file);
            if (info.Length > MostBytes)
            {
                // What is not honoured hides nothing: too much is read then.
                ledger.Add(new LedgerEntry(LedgerCode.Unreadable, file, 0, 0, $"larger than {MostBytes} bytes, which is the limit of this file: it ignores nothing"));
                return [];
            }

            // Git follows no link here. A pipe, which could block, has no length.
            return info.Length == 0 || info.LinkTarget is not null ? [] : Parse(File.ReadAllBytes(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ledger.Add(new LedgerEntry(LedgerCode.Unreadable, file, 0, 0, FileReader.Reason(error)));
            return [];
        }
    }

    /// <summary>The rules of a file, in its order.</summary>
    internal static IgnoreRule[] Parse(ReadOnlySpan<byte> text)
    {
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        var rules = new List<IgnoreRule>();
        foreach (var line in text.Split((byte)'\n'))
        {
            if (IgnoreRule.Parse(text[line]) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return [.. rules];
    }
}
