using System.Text.Json;
using Redoubt.Yaml.Cut;
using Redoubt.Yaml.JsonFirst;

namespace Redoubt.Yaml.Tests.Conformance;

[NeedsSuite("yaml")]
public class DocumentsTests
{
    [Fact]
    public void Every_row_of_documents_gives_the_documents_that_kubectl_reads() => Suite.Run("documents.jsonl", Check);

    private static string? Check(JsonElement row)
    {
        var text = Suite.Text(row);
        var expected = row.GetProperty("documentsText").EnumerateArray().Select(document => document.GetString()!);
        return CheckFile(Recorder.Read(text, YamlCut.Kubectl), expected, row)
            ?? CheckRoute(text, row)
            ?? CheckStrict(text, row)
            ?? ScalarsTests.CheckDirect(text, row.GetProperty("direct"));
    }

    internal static string? CheckFile(Recorder read, IEnumerable<string> expected, JsonElement answer)
    {
        var wanted = expected.Select(GoJson.Canonical).ToList();
        var got = read.ForKubectl.ToList();
        if (!got.SequenceEqual(wanted))
        {
            return $"expected documents {string.Join(" | ", wanted)}, got {string.Join(" | ", got)} {string.Join(' ', read.Problems)}";
        }

        var hasError = answer.TryGetProperty("error", out var error);
        if (hasError != read.Problems.Count > 0)
        {
            return $"expected error `{error}`, got {string.Join(' ', read.Problems)}";
        }

        var nulls = answer.GetProperty("nullsSkipped").GetInt32();
        return read.NullsSkipped == nulls ? null : $"expected {nulls} nulls, got {read.NullsSkipped}";
    }

    private static string? CheckRoute(YamlText text, JsonElement row)
    {
        var start = text.Span is ['\uFEFF', ..] ? 1 : 0;
        var first = JsonRoute.LooksLikeJson(text.Span[start..]) ? "json" : "yaml";
        return first == row.GetProperty("firstTried").GetString() ? null : $"tried {first} first";
    }

    private static string? CheckStrict(YamlText text, JsonElement row)
    {
        if (!row.TryGetProperty("strict", out var strict))
        {
            return null;
        }

        var verdicts = strict.EnumerateArray().Select(verdict => verdict.ValueKind == JsonValueKind.String).ToList();
        var got = Chunks(text).Select(chunk => Recorder.Read(YamlText.FromString(chunk), YamlCut.First).IsRefusedByStrict).ToList();
        return got.SequenceEqual(verdicts) ? null : $"strict: expected {strict}, got {string.Join(' ', got)}";
    }

    private static List<string> Chunks(YamlText text)
    {
        var chunks = new List<string>();
        var all = text.SpanWithFinalBreak;
        var cutter = new Cutter(all, all is ['\uFEFF', ..] ? 1 : 0);
        while (cutter.TryNext(out var chunk) && chunk.BadSeparator < 0)
        {
            chunks.Add(all[chunk.Start..chunk.End].ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
        }

        return chunks;
    }
}
