namespace Redoubt.EndToEnd;

/// <summary>Several machines: those that are alike are told once, and where those of one role are not is told as well.</summary>
public sealed class FleetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").CreateSubdirectory("fleet").FullName;

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void Machines_that_are_alike_are_told_once_and_what_differs_is_told_with_what_decides()
    {
        Write("worker", "0", "node-1", "node-2", "node-4", "node-5");
        Write("worker", "1", "node-3");

        Golden.Check("fleet.txt", Elapsed(Run("scan", ".").Output));
        Golden.Check("fleet.text", Run("scan", ".", "--format", "text").Output);
    }

    [Fact]
    public void Every_machine_keeps_its_findings_in_formats_for_machines()
    {
        Write("worker", "1", "node-1", "node-2");

        var json = Run("scan", ".", "--format", "json").Output;

        Assert.Contains("\"name\": \"node-1\"", json, StringComparison.Ordinal);
        Assert.Contains("\"name\": \"node-2\"", json, StringComparison.Ordinal);
        Assert.Matches("\"machines\": \\[\\s*{\\s*\"role\": \"worker\",\\s*\"names\": \\[\\s*\"node-1\",\\s*\"node-2\"\\s*\\]\\s*}\\s*\\]", json);
    }

    [Fact]
    public void Machines_of_different_roles_are_not_compared()
    {
        Write("worker", "0", "node-1");
        Write("control-plane", "1", "node-2");

        Assert.DoesNotContain("machines-differ", Run("scan", ".", "--format", "text").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_of_which_the_answer_is_not_known_does_not_differ()
    {
        Write("worker", "1", "node-1");
        File.WriteAllText(Path.Combine(_folder, "node-2.yaml"), Host("worker", "0", "node-2") + "unknown: [{ path: \"sysctls['net.ipv4.conf.all.accept_redirects']\", reason: not readable }]\n");

        Assert.DoesNotContain("machines-differ", Run("scan", ".", "--format", "text").Output, StringComparison.Ordinal);
    }

    private Run Run(params string[] arguments) =>
        RedoubtProgram.RunIn(_folder, null, [], [.. arguments, "--include", "infrastructure/accepts-redirects", "--include", "infrastructure/machines-differ", "--kubernetes", "1.37", "--gate", "none"]);

    private static string Elapsed(string output) => System.Text.RegularExpressions.Regex.Replace(output, @"[0-9.]+ s\b", "0.00 s");

    private static string Host(string role, string redirects, string name) => $$"""
        apiVersion: evidence.redoubt.dev/v1
        kind: Host
        metadata: { name: {{name}} }
        role: {{role}}
        sysctls:
          net.ipv4.conf.all.accept_redirects: { name: net.ipv4.conf.all.accept_redirects, value: "{{redirects}}" }
          net.ipv4.conf.default.accept_redirects: { name: net.ipv4.conf.default.accept_redirects, value: "1" }
          net.ipv6.conf.all.accept_redirects: { name: net.ipv6.conf.all.accept_redirects, value: "1" }
          net.ipv6.conf.default.accept_redirects: { name: net.ipv6.conf.default.accept_redirects, value: "1" }

        """;

    private void Write(string role, string redirects, params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(_folder, $"{name}.yaml"), Host(role, redirects, name));
        }
    }
}
