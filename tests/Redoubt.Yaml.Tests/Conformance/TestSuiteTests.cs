using System.Text.Json;

namespace Redoubt.Yaml.Tests.Conformance;

[NeedsSuite("yaml")]
public class TestSuiteTests
{
    private const string File = "yaml-test-suite/cases.jsonl";

    [Fact]
    public void Every_case_of_the_YAML_test_suite_is_read_as_kubectl_reads_it() => Suite.Run(File, CheckKubernetes);

    [Fact]
    public void Every_case_of_the_YAML_test_suite_is_read_as_a_stream() => Suite.Run(File, CheckStream);

    [Fact]
    public void The_first_document_of_every_case_of_the_YAML_test_suite_is_read() => Suite.Run(File, CheckDirect);

    private static string? CheckKubernetes(JsonElement row)
    {
        var answer = row.GetProperty("kubernetes");
        return DocumentsTests.CheckFile(Recorder.Read(Suite.Text(row), YamlCut.Kubectl), Texts(answer), answer);
    }

    private static string? CheckStream(JsonElement row)
    {
        var answer = row.GetProperty("stream");
        var read = Recorder.Read(Suite.Text(row), YamlCut.Stream);
        var wanted = Texts(answer).Select(GoJson.Canonical).ToList();
        var got = read.Documents.Select(document => document.Json).ToList();
        if (!got.SequenceEqual(wanted))
        {
            return $"expected documents {string.Join(" | ", wanted)}, got {string.Join(" | ", got)} {string.Join(' ', read.Problems)}";
        }

        var hasError = answer.TryGetProperty("error", out var error);
        return hasError == read.Problems.Count > 0 ? null : $"expected error `{error}`, got {string.Join(' ', read.Problems)}";
    }

    private static string? CheckDirect(JsonElement row)
    {
        var answer = row.GetProperty("direct");
        var read = Recorder.Read(Suite.Text(row), YamlCut.First);
        var got = read.Problems.Count > 0 ? $"error: {read.Problems[0].Message}" : read.Documents[0].Json;
        if (answer.TryGetProperty("error", out var error))
        {
            return read.Problems.Count > 0 ? null : $"expected error `{error}`, got {got}";
        }

        var wanted = GoJson.Canonical(answer.GetProperty("json").GetRawText());
        return got == wanted ? null : $"expected {wanted}, got {got}";
    }

    private static IEnumerable<string> Texts(JsonElement answer) => answer.GetProperty("documents").EnumerateArray().Select(document => document.GetRawText());
}
