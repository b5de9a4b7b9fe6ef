using System.Text.Json.Nodes;

namespace Redoubt.Editor.Tests;

/// <summary>What an editor sees.</summary>
public sealed class LanguageServerTests : IDisposable
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: agent, namespace: ops, labels: { app: agent } }\nspec:\n  hostPID: true\n  containers:\n  - name: 𝒶gent\n    image: registry.example/agent:1.0.0\n";
    private const string Control = "id: workloads/mine\ntitle: Mine\nlayer: workloads\ntheme: isolation\nseverity: low\nfor: container\ncheck: \"container.hasReadOnlyRoot() && containr.x\"\nwhy: so\nfix: { say: do }\n";

    private readonly string _root = Directory.CreateTempSubdirectory("redoubt").FullName;
    private readonly Client _client;

    public LanguageServerTests()
    {
        File.WriteAllText(Path.Combine(_root, "pod.yaml"), Pod);
        File.WriteAllText(Path.Combine(_root, "policy.yaml"), "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web, namespace: ops }\nspec: { podSelector: { matchLabels: { app: agent } }, policyTypes: [Ingress] }\n");
        _client = new Client(_root);
    }

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void What_is_found_stands_at_its_line_with_its_control() =>
        Assert.Contains(_client.Open("pod.yaml", Pod), one => Code(one) == "workloads/host-pid" && Line(one) == 4 && one!["severity"]!.GetValue<int>() == 1);

    [Fact]
    public void What_is_typed_is_judged_before_it_is_stored()
    {
        _client.Open("pod.yaml", Pod);

        Assert.DoesNotContain(_client.Change("pod.yaml", Replaced(4, 0, 5, 0, "")), one => Code(one) == "workloads/host-pid");
    }

    [Fact]
    public void A_change_in_one_file_is_seen_in_another()
    {
        Assert.DoesNotContain(_client.Open("policy.yaml", File.ReadAllText(Path.Combine(_root, "policy.yaml"))), one => Code(one) == "policy/network-policy-without-pods");
        _client.Open("pod.yaml", Pod);
        _client.Tell("textDocument/didChange", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = _client.Uri("pod.yaml") }, ["contentChanges"] = new JsonArray(new JsonObject { ["text"] = Pod.Replace("app: agent", "app: other", StringComparison.Ordinal) }) });

        Assert.Contains(_client.Diagnostics("policy.yaml"), one => Code(one) == "policy/network-policy-without-pods");
    }

    [Fact]
    public void Hover_says_why_and_how_to_mend()
    {
        _client.Open("pod.yaml", Pod);
        var given = _client.Of("pod.yaml");
        given["position"] = Position(4, 5);

        Assert.Contains("**Fix**: Remove `hostPID`.", _client.Ask("textDocument/hover", given)!["contents"]!["value"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fix_is_an_edit_after_which_the_finding_is_gone()
    {
        _client.Open("pod.yaml", Pod);
        var edit = Actions("pod.yaml", 6).First(action => Code(action!["diagnostics"]![0]) == "workloads/seccomp-unset")!["edit"]!["changes"]![_client.Uri("pod.yaml")]![0]!;

        Assert.DoesNotContain(_client.Change("pod.yaml", new JsonObject { ["range"] = edit["range"]!.DeepClone(), ["text"] = edit["newText"]!.DeepClone() }), one => Code(one) == "workloads/seccomp-unset");
    }

    [Fact]
    public void An_exception_is_written_into_a_file_that_a_scan_reads()
    {
        _client.Open("pod.yaml", Pod);
        var changes = Actions("pod.yaml", 4).First(action => action!["title"]!.GetValue<string>().StartsWith("Except", StringComparison.Ordinal))!["edit"]!["documentChanges"]!;
        Directory.CreateDirectory(Path.Combine(_root, "exceptions"));
        File.WriteAllText(Path.Combine(_root, "exceptions", "accepted.yaml"), changes[1]!["edits"]![0]!["newText"]!.GetValue<string>());
        File.WriteAllText(Path.Combine(_root, "redoubt.yaml"), "gate: high\n");

        _client.Tell("workspace/didChangeWatchedFiles", new JsonObject { ["changes"] = new JsonArray(new JsonObject { ["uri"] = _client.Uri("redoubt.yaml") }) });

        Assert.Contains(_client.Diagnostics("pod.yaml"), one => Code(one) == "workloads/host-pid" && one!["message"]!.GetValue<string>().EndsWith("(excepted: say why it may stay)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_controls_file_shows_what_is_wrong_with_it_and_completes_facts()
    {
        Assert.Contains("did you mean `container`?", _client.Open("mine.yaml", Control)[0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        var given = _client.Of("mine.yaml");
        given["position"] = Position(6, 18);

        Assert.Contains(_client.Ask("textDocument/completion", given)!.AsArray(), item => item!["label"]!.GetValue<string>() == "hasReadOnlyRoot()");
        Assert.Contains("read-only", _client.Ask("textDocument/hover", given)!["contents"]!["value"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("for: ", "container")]
    [InlineData("check: container.?securityContext.", "readOnlyRootFilesystem")]
    [InlineData("check: pod.spec.", "automountServiceAccountToken")]
    [InlineData("for: Service\ncheck: object.?spec.?", "externalIPs")]
    [InlineData("check: container.", "isPrivileged()")]
    public void Views_facts_and_fields_are_completed(string line, string word)
    {
        var text = $"id: workloads/mine\n{(line.StartsWith("for", StringComparison.Ordinal) ? "" : "for: container\n")}{line}";
        _client.Tell("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = _client.Uri("mine.yaml"), ["text"] = text } });
        var given = _client.Of("mine.yaml");
        given["position"] = Position(1000, 0);

        Assert.Contains(_client.Ask("textDocument/completion", given)!.AsArray(), item => item!["label"]!.GetValue<string>() == word);
    }

    [Theory]
    [InlineData("Content-Length: 12\r\n\r\n{ not json }")]
    [InlineData("Content-Length: x\r\n\r\n")]
    [InlineData("Nothing: 1\r\n\r\n")]
    [InlineData("Content-Length: 2\r\n\r\n[]")]
    [InlineData("Content-Length: 47\r\n\r\n{\"method\":7,\"id\":\"a\",\"params\":[[[[{}]]]],\"x\":1}")]
    public void What_is_no_message_does_not_end_the_server(string bytes)
    {
        _client.Raw(bytes);

        Assert.NotEmpty(_client.Open("pod.yaml", Pod));
    }

    [Fact]
    public void A_message_that_is_too_long_is_passed_over()
    {
        const int length = 100_000_000;
        _client.Raw($"Content-Length: {length}\r\n\r\n");
        var part = new string(' ', 1_000_000);
        for (var sent = 0; sent < length; sent += part.Length)
        {
            _client.Raw(part);
        }

        Assert.NotEmpty(_client.Open("pod.yaml", Pod));
    }

    [Fact]
    public async Task Half_a_message_and_then_nothing_ends_the_server_as_a_lost_client_does()
    {
        _client.Raw("Content-Length: 100\r\n\r\n{");
        _client.Dispose();

        Assert.Equal(1, await _client.Ended);
    }

    [Theory]
    [InlineData(-5, -5)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(6, 12)]
    public void Places_outside_of_the_text_and_within_a_character_are_answered(int line, int character)
    {
        _client.Open("pod.yaml", Pod);
        var given = _client.Of("pod.yaml");
        given["position"] = Position(line, character);

        Assert.Null(_client.Answer("textDocument/hover", given)["error"]);
        _client.Tell("textDocument/didChange", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = _client.Uri("pod.yaml") }, ["contentChanges"] = new JsonArray(Replaced(line, character, line, character, "\n# x")) });
        Assert.Null(_client.Answer("textDocument/hover", given.DeepClone().AsObject())["error"]);
    }

    [Fact]
    public async Task What_is_not_known_is_refused_and_the_end_is_said_by_the_code()
    {
        Assert.Equal(-32601, _client.Answer("textDocument/rename", [])["error"]!["code"]!.GetValue<int>());
        _client.Ask("shutdown", []);
        _client.Tell("exit", []);

        Assert.Equal(0, await _client.Ended);
    }

    private JsonArray Actions(string file, int line)
    {
        var given = _client.Of(file);
        given["range"] = new JsonObject { ["start"] = Position(line, 0), ["end"] = Position(line, 0) };
        return _client.Ask("textDocument/codeAction", given)!.AsArray();
    }

    private static JsonObject Replaced(int line, int character, int endLine, int endCharacter, string text) =>
        new() { ["range"] = new JsonObject { ["start"] = Position(line, character), ["end"] = Position(endLine, endCharacter) }, ["text"] = text };

    private static JsonObject Position(int line, int character) => new() { ["line"] = line, ["character"] = character };

    private static string Code(JsonNode? diagnostic) => diagnostic!["code"]!.GetValue<string>();

    private static int Line(JsonNode? diagnostic) => diagnostic!["range"]!["start"]!["line"]!.GetValue<int>();
}
