using BenchmarkDotNet.Attributes;
using Redoubt.Admission.Creation;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Corpus;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;

namespace Redoubt.Benchmarks;

/// <summary>Judging a platform of 1,000 workloads by the whole catalogue, on one thread.</summary>
public class ScanBenchmarks
{
    private Document[] _documents = [];
    private Platform _platform = Platform.Empty;
    private PlatformJudge _judge = null!;

    /// <summary>Reads the catalogue and the corpus.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var catalog = ReadCatalog();
        _judge = new PlatformJudge(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Threads = 1 });
        _documents = [.. CorpusWriter.Files(1000).SelectMany(file => DocumentReader.Read(file.Name, file.Text).Documents)];
        _platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(_documents).Build();
    }

    /// <summary>All controls over all subjects.</summary>
    [Benchmark]
    public int Judge() => _judge.Judge(_platform).Findings.Count;

    /// <summary>What a server would say of each object.</summary>
    [Benchmark]
    public int Refuse() => _documents.Sum(document => CreationCheck.Ask(document, FieldIndex.Default, KubernetesVersion.NewestMinor).Count);

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

/// <summary>One workload changes among 10,000 that were judged.</summary>
public class ChangeBenchmarks
{
    private VerdictStore _store = null!;
    private VerdictStore _alone = null!;
    private Platform[] _platforms = [];
    private Platform[] _labelled = [];
    private int _next;

    /// <summary>Judges the platform, once by all controls and once by those that ask nothing of it as a whole.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var catalog = ScanBenchmarks.ReadCatalog();
        var options = new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor };
        var platform = new PlatformBuilder { Scope = Scope.Whole }
            .AddRange(CorpusWriter.Files(10_000).SelectMany(file => DocumentReader.Read(file.Name, file.Text).Documents)).Build();
        var changed = CorpusWriter.Files(50).First();
        var text = changed.Text.Replace("image: registry.example/team/app7:", "image: registry.example/team/app8:", StringComparison.Ordinal);
        var workload = DocumentReader.Read(changed.Name, text).Documents.Single(document => document.Name == "app-00007" && document.Kind != "Service");
        _platforms = [platform.With(workload), platform];
        var other = changed.Text.Replace("app: app-00007", "app: app-70000", StringComparison.Ordinal);
        _labelled = [platform.With(DocumentReader.Read(changed.Name, other).Documents.Single(document => document.Name == "app-00007" && document.Kind != "Service")), platform];
        _store = new PlatformJudge(catalog, catalog.Controls, options).Start(platform);
        Control[] alone = [.. catalog.Controls.Where(control => new[] { control.Rule.When, control.Rule.Each, control.Rule.Check, control.Rule.Message }.All(text => !text.Contains("platform", StringComparison.Ordinal)))];
        _alone = new PlatformJudge(catalog, alone, options).Start(platform);
    }

    /// <summary>Judged again by all controls.</summary>
    [Benchmark]
    public void ByAll() => _store.Change(_platforms[_next++ & 1]);

    /// <summary>Judged again by all controls after a change of labels, which decide who may reach the pods.</summary>
    [Benchmark]
    public void Labelled() => _store.Change(_labelled[_next++ & 1]);

    /// <summary>Judged again by the controls that do not name the platform.</summary>
    [Benchmark]
    public void ByThoseAlone() => _alone.Change(_platforms[_next++ & 1]);

    /// <summary>Judged again by all controls, and everything told anew.</summary>
    [Benchmark]
    public int Told()
    {
        _store.Change(_platforms[_next++ & 1]);
        return _store.Judgement.Findings.Count;
    }
}
