using System.Text.Json;

namespace Redoubt.Yaml.Benchmarks;

/// <summary>The manifests of a folder, over and over, up to a size; and the same data as JSON.</summary>
internal sealed record Corpus(byte[] Yaml, byte[] Json, int Values)
{
    public static Corpus Make(string folder, int size)
    {
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(IsRead).ToList();
        var yaml = new MemoryStream();
        while (yaml.Length < size)
        {
            foreach (var file in files)
            {
                yaml.Write(file);
                yaml.Write("\n---\n"u8);
            }
        }

        var bytes = yaml.ToArray();
        var json = new MemoryStream();
        using var writer = new Utf8JsonWriter(json, new JsonWriterOptions { MaxDepth = 1_000 });
        var visitor = new ToJson(writer);
        writer.WriteStartArray();
        YamlReader.Read(YamlText.FromBytes(bytes), ref visitor);
        writer.WriteEndArray();
        writer.Flush();
        return new Corpus(bytes, json.ToArray(), visitor.Values);
    }

    private static bool IsRead(byte[] file)
    {
        var visitor = default(Counter);
        YamlReader.Read(YamlText.FromBytes(file), ref visitor);
        return visitor.Problems == 0;
    }

    private struct ToJson(Utf8JsonWriter writer) : IYamlVisitor
    {
        public int Values { get; private set; }

        public readonly void DocumentStart(in YamlDocument document)
        {
        }

        public readonly void DocumentEnd(in YamlDocument document)
        {
        }

        public void MappingStart(in YamlCollection mapping)
        {
            Values++;
            writer.WriteStartObject();
        }

        public readonly void MappingEnd(int end) => writer.WriteEndObject();

        public void SequenceStart(in YamlCollection sequence)
        {
            Values++;
            writer.WriteStartArray();
        }

        public readonly void SequenceEnd(int end) => writer.WriteEndArray();

        public readonly void Key(in YamlKey key) => writer.WritePropertyName(key.Text);

        public void Scalar(in YamlScalar scalar)
        {
            Values++;
            switch (scalar.Kind)
            {
                case YamlScalarKind.Null:
                    writer.WriteNullValue();
                    break;
                case YamlScalarKind.Bool:
                    writer.WriteBooleanValue(scalar.Bool);
                    break;
                case YamlScalarKind.Int64:
                    writer.WriteNumberValue(scalar.Int64);
                    break;
                case YamlScalarKind.UInt64:
                    writer.WriteNumberValue(scalar.UInt64);
                    break;
                case YamlScalarKind.Double:
                    writer.WriteNumberValue(scalar.Double);
                    break;
                default:
                    writer.WriteStringValue(scalar.Text);
                    break;
            }
        }

        public readonly void Problem(in YamlProblem problem)
        {
        }

        public readonly void Ambiguity(in Ambiguity ambiguity)
        {
        }
    }
}
