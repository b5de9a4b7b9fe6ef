using System.Text.Json;

namespace Redoubt.Yaml.Tests.Conformance;

[NeedsSuite("yaml")]
public class ScalarsTests
{
    [Fact]
    public void Every_row_of_scalars_gives_the_JSON_text_that_Kubernetes_gives() => Suite.Run("scalars.jsonl", Check);

    internal static string? Check(JsonElement row) => CheckDirect(Suite.Text(row), row);

    /// <summary>An answer with <c>jsonText</c>, <c>anyOf</c> or <c>error</c>, and <c>strictError</c>.</summary>
    internal static string? CheckDirect(YamlText text, JsonElement answer)
    {
        var read = Recorder.Read(text, YamlCut.First);
        var got = read.Problems.Count > 0 ? $"error: {read.Problems[0].Message}" : read.Documents[0].Json;
        if (answer.TryGetProperty("error", out var error))
        {
            return read.Problems.Count > 0 ? null : $"expected error `{error}`, got {got}";
        }

        if (answer.TryGetProperty("anyOf", out var any))
        {
            return any.EnumerateArray().Any(one => GoJson.Canonical(one.GetRawText()) == got) ? null : $"expected any of {any}, got {got}";
        }

        // Go escapes U+FFFD where it stands for a bad byte, and only there.
        var expected = answer.GetProperty("jsonText").GetString()!.Replace("\\ufffd", "\uFFFD", StringComparison.Ordinal);
        if (got != expected)
        {
            return $"expected {expected}, got {got}";
        }

        var isRefused = answer.TryGetProperty("strictError", out var strict);
        return isRefused == read.IsRefusedByStrict ? null : $"strict: expected `{strict}`, got {string.Join(' ', read.Ambiguities)}";
    }
}
