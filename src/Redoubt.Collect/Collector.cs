using Redoubt.Collect.Files;
using Redoubt.Evidence;

namespace Redoubt.Collect;

/// <summary>Reads what the user names: files, folders, patterns, and standard input as <c>-</c>.</summary>
public static class Collector
{
    /// <summary>Reads everything that is named, in parallel; the order of the result depends on names alone.</summary>
    /// <param name="paths">Files, folders, patterns as <c>deploy/**/*.yaml</c>, or <c>-</c>.</param>
    /// <param name="options">How much to read.</param>
    public static Collected Collect(IReadOnlyList<string> paths, CollectOptions? options = null)
    {
        options ??= CollectOptions.Default;
        var sources = new SourceList(options);
        foreach (string path in paths)
            sources.Add(path);
        int within = WithinTotal(sources.Files, options.TotalBytes);
        var reader = new FileReader(options);
        var results = new ReadResult[sources.Files.Count];
        Parallel.For(0, results.Length, at => results[at] = at < within
            ? reader.Read(sources.Files[at])
            : FileReader.Problem(sources.Files[at], $"not read: with it the files are larger than {options.TotalBytes} bytes, which is the limit in all"));
        var files = new List<CollectedFile>(results.Length);
        for (int at = 0; at < results.Length; at++)
            files.Add(new CollectedFile(sources.Files[at].Name, results[at]));
        return new Collected(files, sources.Problems, sources.Left);
    }

    /// <summary>How many files, from the first on, are together within the limit.</summary>
    private static int WithinTotal(IReadOnlyList<SourceFile> files, long limit)
    {
        long total = 0;
        for (int at = 0; at < files.Count; at++)
        {
            // Of standard input nobody knows the length before it is read.
            total += files[at].FullPath.Length > 0 && new FileInfo(files[at].FullPath) is { Exists: true } file ? file.Length : 0;
            if (total > limit)
                return at;
        }
        return files.Count;
    }
}
