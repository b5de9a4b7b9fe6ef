using System.Text;
using System.Text.Json;
using Redoubt.Evidence.Tapes;
using Redoubt.Yaml;

namespace Redoubt.Evidence.Tests.Read;

/// <summary>What Kubernetes' own reader answers, asked of the tape. Prints for each file how many rows agree and disagree.</summary>
[NeedsSuite("yaml")]
public sealed class YamlSuiteTests
{
    [Fact]
    public void Scalars_on_the_tape_are_what_kubernetes_reads() => Check("scalars.jsonl", row =>
    {
        var tapes = new Tapes(Input(row), YamlCut.First);
        if (row.TryGetProperty("error", out _))
        {
            return tapes.Failed ? null : $"read as {tapes.Json}";
        }

        if (tapes.Failed)
        {
            return "refused";
        }

        string[] answers = row.TryGetProperty("anyOf", out var any)
            ? [.. any.EnumerateArray().Select(answer => answer.GetRawText())]
            : [row.GetProperty("jsonText").GetString()!];
        // Go writes bytes that are no text as an escape, and the character that stands for them as itself.
        return answers.Any(answer => answer.Replace("\\ufffd", "\ufffd", StringComparison.Ordinal) == tapes.Json) ? null : $"read as {tapes.Json}, not {answers[0]}";
    });

    [Fact]
    public void Documents_on_the_tape_are_what_kubectl_reads() => Check("documents.jsonl", row =>
    {
        var tapes = new Tapes(Input(row), YamlCut.Kubectl);
        string[] expected = [.. row.GetProperty("documentsText").EnumerateArray().Select(text => text.GetString()!)];
        if (tapes.BeforeProblem.Count != expected.Length)
        {
            return $"{tapes.BeforeProblem.Count} documents, not {expected.Length}";
        }

        if (tapes.Failed != row.TryGetProperty("error", out _))
        {
            return tapes.Failed ? "refused" : "not refused";
        }

        for (var at = 0; at < expected.Length; at++)
        {
            using var json = JsonDocument.Parse(expected[at], new JsonDocumentOptions { MaxDepth = 20_000 });
            if (!TapeEqual.ToJson(tapes.BeforeProblem[at], json.RootElement))
            {
                return $"document {at} differs from {expected[at]}";
            }
        }
        return null;
    });

    [Fact]
    public void Places_on_the_tape_are_those_of_other_parsers() => Check("positions.jsonl", row =>
    {
        var tapes = new Tapes(Input(row), YamlCut.Stream);
        // An alias and what a merge brings stand at their anchor here, which helps a person more; the suite leaves out keys that are aliases.
        var expected = row.GetProperty("positions").EnumerateArray()
            .Where(place => place.GetProperty("kind").GetString() != "alias" && !place.GetProperty("path").GetString()!.Contains("[\"<<\"]", StringComparison.Ordinal))
            .Select(Describe).Order(StringComparer.Ordinal).ToList();
        var actual = tapes.Places().Order(StringComparer.Ordinal).ToList();
        // Of two keys that become one in JSON the tape holds one value.
        var missing = tapes.HasCollision ? [] : expected.Except(actual);
        var surplus = actual.Except(expected);
        return missing.Any() || surplus.Any() ? $"missing: {string.Join(' ', missing)}; too many: {string.Join(' ', surplus)}" : null;
    });

    private static void Check(string file, Func<JsonElement, string?> disagreement)
    {
        var agree = 0;
        var disagree = new List<string>();
        foreach (var line in File.ReadAllText(Path.Combine(TestFolders.Suite("REDOUBT_YAML_SUITE", "yaml"), file)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var row = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 20_000 });
            var name = (row.RootElement.TryGetProperty("id", out var id) ? id : row.RootElement.GetProperty("name")).GetString()!;
            if (disagreement(row.RootElement) is { } reason)
            {
                disagree.Add($"{name}: {reason}");
            }
            else
            {
                agree++;
            }
        }
        Console.WriteLine($"{file}: {agree} agree, {disagree.Count} disagree");
        Assert.True(disagree.Count == 0, string.Join('\n', disagree.Take(50)));
    }

    private static YamlText Input(JsonElement row) => row.TryGetProperty("yaml", out var yaml)
        ? YamlText.FromBytes(Encoding.UTF8.GetBytes(yaml.GetString()!))
        : YamlText.FromBytes(row.GetProperty("yamlBase64").GetBytesFromBase64());

    private static string Describe(JsonElement place)
    {
        var key = place.TryGetProperty("keyLine", out var line) ? line.GetInt32() : 0;
        var keyColumn = place.TryGetProperty("keyColumn", out var column) ? column.GetInt32() : 0;
        return $"{place.GetProperty("doc")}:{place.GetProperty("kind")}:{place.GetProperty("style")}@{place.GetProperty("offsetUtf16")}"
            + $"={place.GetProperty("line")}:{place.GetProperty("column")}:{place.GetProperty("columnUtf16")}/{key}:{keyColumn}";
    }

    /// <summary>The tapes of a text, as they are before anything is known about kinds.</summary>
    private sealed class Tapes : ITapeSink
    {
        private readonly List<(int Index, Node Root)> _roots = [];

        public Tapes(YamlText text, YamlCut cut)
        {
            var source = new SourceText(text.Chars);
            var builder = new TapeBuilder(source, this, int.MaxValue);
            YamlReader.Read(text, ref builder, new YamlLimits { Depth = YamlLimits.KubernetesDepth }, cut);
        }

        public bool Failed { get; private set; }

        public bool HasCollision { get; private set; }

        /// <summary>What kubectl gets before it stops at a problem; null documents it leaves out.</summary>
        public List<Node> BeforeProblem { get; } = [];

        public string Json => _roots.Count == 0 ? "null" : TapeJson.Write(_roots[0].Root);

        public void Document(in YamlDocument document, Tape tape, Ambiguity[] ambiguities)
        {
            HasCollision |= ambiguities.Any(ambiguity => ambiguity.Kind == AmbiguityKind.CollidingKey);
            _roots.Add((document.Index, tape.NodeAt(0)));
            if (!Failed && !document.IsNull)
            {
                BeforeProblem.Add(tape.NodeAt(0));
            }
        }

        public void Problem(int offset, string reason) => Failed = true;

        public IEnumerable<string> Places()
        {
            foreach ((var index, var root) in _roots)
            {
                for (var row = 0; row < root.Tape.Count; row++)
                {
                    var node = root.Tape.NodeAt(row);
                    if (!node.IsAlias && !(node.HasKey && root.Tape.Source[node.KeyOffset] == '*'))
                    {
                        yield return Describe(index, node);
                    }
                }
            }
        }

        private static string Describe(int document, Node node)
        {
            var kind = node.Kind switch { NodeKind.Map => "mapping", NodeKind.List => "sequence", _ => "scalar" };
            var style = node.Style switch
            {
                YamlStyle.SingleQuoted => "single",
                YamlStyle.DoubleQuoted => "double",
                var other => other.ToString().ToLowerInvariant(),
            };
            var at = node.Position;
            var key = node.HasKey ? node.KeyPosition : default;
            return $"{document}:{kind}:{style}@{node.ValueOffset}={at.Line}:{at.Column}:{at.ColumnUtf16}/{key.Line}:{key.Column}";
        }
    }
}
