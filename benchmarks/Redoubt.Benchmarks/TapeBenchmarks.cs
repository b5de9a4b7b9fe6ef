using System.Text;
using BenchmarkDotNet.Attributes;
using Redoubt.Corpus;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;
using Redoubt.Yaml;

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

    /// <summary>YAML into tapes, and nothing more.</summary>
    [Benchmark]
    public int LayTapes()
    {
        var text = YamlText.FromBytes(_yaml);
        var counter = new TapeCounter();
        var builder = new TapeBuilder(new SourceText(text.Chars), counter, ReadOptions.Default.Values);
        YamlReader.Read(text, ref builder, ReadOptions.Default.Limits);
        return counter.Tapes;
    }

    /// <summary>YAML into documents: each tape is read as the API server decodes it, sorted and named.</summary>
    [Benchmark]
    public int ReadYaml() => DocumentReader.Read("corpus.yaml", _yaml).Documents.Count;

    /// <summary>JSON, one list.</summary>
    [Benchmark]
    public int ReadJson() => DocumentReader.Read("corpus.json", _json).Documents.Count;

    private sealed class TapeCounter : ITapeSink
    {
        public int Tapes { get; private set; }

        public void Document(in YamlDocument document, Tape tape, Ambiguity[] ambiguities) => Tapes++;

        public void Problem(int offset, string reason) => throw new InvalidOperationException($"{offset}: {reason}");
    }
}
