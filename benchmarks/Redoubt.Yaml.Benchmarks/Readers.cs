using System.Text;
using System.Text.Json;

namespace Redoubt.Yaml.Benchmarks;

/// <summary>A reader: its name, and what it does with the corpus. What it gives keeps its work from being left out.</summary>
internal sealed record Reader(string Name, Func<Corpus, long> Read);

/// <summary>The readers that are compared, each from bytes to its events.</summary>
internal static class Readers
{
    public static IReadOnlyList<Reader> All { get; } =
    [
        new("Redoubt.Yaml", Redoubt),
        new("Redoubt.Yaml, same as JSON", RedoubtJson),
        new("SharpYaml events", Sharp),
        new("YamlDotNet events", DotNet),
        new("Utf8JsonReader, same as JSON", JsonTokens),
        new("JsonDocument, same as JSON", JsonTree),
    ];

    private static long Redoubt(Corpus corpus) => Count(corpus.Yaml);

    private static long RedoubtJson(Corpus corpus)
    {
        // JSON comes first only after `{`.
        var framed = new byte[corpus.Json.Length + 6];
        "{\"a\":"u8.CopyTo(framed);
        corpus.Json.CopyTo(framed, 5);
        framed[^1] = (byte)'}';
        return Count(framed);
    }

    private static long Count(byte[] bytes)
    {
        var visitor = default(Counter);
        YamlReader.Read(YamlText.FromBytes(bytes), ref visitor);
        return visitor.Values;
    }

    private static long Sharp(Corpus corpus)
    {
        var parser = SharpYaml.Parser.CreateParser(new StreamReader(new MemoryStream(corpus.Yaml), Encoding.UTF8));
        long count = 0;
        while (parser.MoveNext())
        {
            count++;
        }

        return count;
    }

    private static long DotNet(Corpus corpus)
    {
        var parser = new YamlDotNet.Core.Parser(new StreamReader(new MemoryStream(corpus.Yaml), Encoding.UTF8));
        long count = 0;
        while (parser.MoveNext())
        {
            count++;
        }

        return count;
    }

    private static long JsonTokens(Corpus corpus)
    {
        var reader = new Utf8JsonReader(corpus.Json, new JsonReaderOptions { MaxDepth = 1_000 });
        long count = 0;
        while (reader.Read())
        {
            count++;
        }

        return count;
    }

    private static long JsonTree(Corpus corpus)
    {
        using var document = JsonDocument.Parse(corpus.Json, new JsonDocumentOptions { MaxDepth = 1_000 });
        return document.RootElement.GetArrayLength();
    }
}
