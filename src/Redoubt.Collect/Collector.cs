using Redoubt.Collect.Files;
using Redoubt.Collect.Rendering;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

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
        var archives = new ChartArchives();
        var sources = new SourceList(options, archives);
        foreach (var path in paths)
        {
            sources.Add(path);
        }

        var within = WithinTotal(sources.Files, options.TotalBytes);
        var plan = new RenderPlan(sources.Files);
        var renderings = new Renderings(options, plan, archives);
        var reader = new FileReader(options);
        var results = new ReadResult?[sources.Files.Count];
        void Read(Func<SourceFile, bool> isTurn)
        {
            if (results.Length == 1)
            {
                ReadOne(0);
            }
            else
            {
                Parallel.For(0, results.Length, ReadOne);
            }

            void ReadOne(int at)
            {
                var file = sources.Files[at];
                if (isTurn(file))
                {
                    results[at] = at < within ? reader.Read(file) : TooMuch(file, options.TotalBytes);
                }
            }
        }

        if (plan.IsEmpty)
        {
            Read(_ => true);
        }
        else
        {
            ReadWithRenderings(sources, plan, renderings, results, Read);
        }

        return ComponentsSeenTwice.Without(new Collected(Files(sources.Files, plan, results), CollectedLedger.Of(sources, results)) { Values = renderings.Trace, Overlays = renderings.Trials });
    }

    /// <summary>What is wrong with names of files and folders, before anything is read: each that leads to nothing, with its reason.</summary>
    /// <param name="paths">What the user named.</param>
    public static IReadOnlyList<string> Missing(IReadOnlyList<string> paths) => [.. paths.Where(MissingPath.Is).Select(path => $"{path}: {MissingPath.Reason(path)}")];

    /// <summary>First what stands for itself, which may say the version that charts are told; then the rest that no rendering has read.</summary>
    private static void ReadWithRenderings(
        SourceList sources, RenderPlan plan, Renderings renderings, ReadResult?[] results, Action<Func<SourceFile, bool>> read)
    {
        read(file => !plan.IsPart(file));
        renderings.Render(sources.Files, results.SelectMany(result => result?.Documents ?? []).Select(ServerVersion).FirstOrDefault(version => version is not null));
        for (var at = 0; at < results.Length; at++)
        {
            var file = sources.Files[at];
            if (plan.IsRoot(file))
            {
                results[at] = renderings.Of(file);
            }
            else if (plan.WhyLeft(file) is { Length: > 0 } reason)
            {
                results[at] = ReadResult.Of(LedgerCode.NotInstalled, file.Name, reason);
            }
        }
        read(file => plan.IsPart(file) && !plan.IsRead(file));
    }

    private static KubernetesVersion? ServerVersion(Document document) =>
        document.Key.Kind == CollectionView.GroupKind ? new CollectionView(document).Kubernetes : null;

    private static List<CollectedFile> Files(IReadOnlyList<SourceFile> sources, RenderPlan plan, ReadResult?[] results)
    {
        var files = new List<CollectedFile>(results.Length);
        for (var at = 0; at < results.Length; at++)
        {
            if (results[at] is { } read)
            {
                files.Add(plan.Rendered(sources[at]) is { } rendered ? new CollectedFile(rendered.Name, read, rendered.Renderer) : new CollectedFile(sources[at].Name, read));
            }
        }
        return files;
    }

    private static ReadResult TooMuch(SourceFile file, long limit) =>
        ReadResult.Of(LedgerCode.Cut, file.Name, $"not read: with it the files are larger than {limit} bytes, which is the limit in all");

    /// <summary>How many files, from the first on, are together within the limit.</summary>
    private static int WithinTotal(IReadOnlyList<SourceFile> files, long limit)
    {
        long total = 0;
        for (var at = 0; at < files.Count; at++)
        {
            // Of standard input nobody knows the length before it is read.
            total += files[at].FullPath.Length > 0 && new FileInfo(files[at].FullPath) is { Exists: true } file ? file.Length : 0;
            if (total > limit)
            {
                return at;
            }
        }
        return files.Count;
    }
}
