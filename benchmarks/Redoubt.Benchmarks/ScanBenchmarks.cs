using BenchmarkDotNet.Attributes;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Corpus;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Benchmarks;

/// <summary>Judging a platform of 1,000 workloads by the whole catalogue, on one thread.</summary>
public class ScanBenchmarks
{
    private Platform _platform = Platform.Empty;
    private PlatformJudge _judge = null!;

    /// <summary>Reads the catalogue and the corpus.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var catalog = ReadCatalog();
        _judge = new PlatformJudge(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Threads = 1 });
        _platform = new PlatformBuilder { Scope = Scope.Whole }
            .AddRange(CorpusWriter.Files(1000).SelectMany(file => DocumentReader.Read(file.Name, file.Text).Documents)).Build();
    }

    /// <summary>All controls over all subjects.</summary>
    [Benchmark]
    public int Judge() => _judge.Judge(_platform).Findings.Count;

    /// <summary>The catalogue as its files are now.</summary>
    internal static ControlCatalog ReadCatalog()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Redoubt.slnx")))
        {
            root = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(root))!;
        }

        var builder = new CatalogBuilder();
        foreach (var file in new[] { "controls", "views" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.yaml", SearchOption.AllDirectories)))
        {
            builder.Add(file, File.ReadAllText(file));
        }

        return builder.Build();
    }
}
