using System.Text;
using BenchmarkDotNet.Attributes;
using Redoubt.Corpus;
using Redoubt.Evidence;

namespace Redoubt.Benchmarks;

/// <summary>Reading manifests into tapes: bytes in, documents out.</summary>
public class TapeBenchmarks
{
    private byte[] _yaml = [];
    private byte[] _json = [];

    /// <summary>About 300 KB of manifests.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _yaml = Encoding.UTF8.GetBytes(string.Join("---\n", CorpusWriter.Files(200).Select(file => file.Text)));
        _json = Encoding.UTF8.GetBytes("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":["
            + string.Join(',', Enumerable.Range(0, 1000).Select(i =>
                $"{{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{{\"name\":\"p{i}\"}},\"spec\":{{\"containers\":[{{\"name\":\"c\",\"image\":\"i:{i}\"}}]}}}}"))
            + "]}");
    }

    /// <summary>How much <see cref="ReadYaml"/> reads.</summary>
    public long YamlBytes => _yaml.Length;

    /// <summary>How much <see cref="ReadJson"/> reads.</summary>
    public long JsonBytes => _json.Length;

    /// <summary>YAML.</summary>
    [Benchmark]
    public int ReadYaml() => DocumentReader.Read("corpus.yaml", _yaml).Documents.Count;

    /// <summary>JSON, one list.</summary>
    [Benchmark]
    public int ReadJson() => DocumentReader.Read("corpus.json", _json).Documents.Count;
}
