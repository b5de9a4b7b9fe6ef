using System.Text.RegularExpressions;

namespace Redoubt.EndToEnd;

/// <summary>Exceptions as a developer and a security team meet them.</summary>
public sealed partial class ExceptionTests : IDisposable
{
    private const string Agent = """
        apiVersion: v1
        kind: Pod
        metadata: { name: agent, namespace: shop }
        spec:
          containers:
          - name: agent
            image: registry.example/agent:1.0.0
            securityContext: { privileged: true } # redoubt:except workloads/privileged-container: it works on my machine
        """;

    private const string Allowed = """
        exceptions:
        - control: workloads/privileged-container
          scope: { namespace: shop, kind: Pod, name: agent, container: agent }
          reason: the vendor needs it
          approver: security
          until: 2027-03-01
          ticket: SEC-12
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public ExceptionTests() => File.WriteAllText(Path.Combine(_folder, "agent.yaml"), Agent);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("console", "txt")]
    [InlineData("text", "text")]
    [InlineData("json", "json")]
    [InlineData("sarif", "sarif")]
    [InlineData("junit", "xml")]
    [InlineData("github", "github.txt")]
    [InlineData("gitlab", "gitlab.json")]
    [InlineData("markdown", "md")]
    public void An_excepted_finding_is_told_in_every_format(string format, string ending)
    {
        Write("exceptions/agents.yaml", Allowed);
        Write("redoubt.yaml", "kubernetes: '1.33'\n");
        var run = Scan("--at", "2026-11-28", "--include", "workloads/privileged-container", "--include", "workloads/exception-*", "--format", format);

        Assert.Equal(0, run.ExitCode);
        Golden.Check($"exceptions.{ending}", Changing().Replace(run.Output, ""));
    }

    [Fact]
    public void From_the_day_after_its_last_one_the_gate_fails_again()
    {
        Write("redoubt.yaml", Allowed);

        Assert.Equal(0, Scan("--at", "2027-03-01").ExitCode);
        var late = Scan("--at", "2027-03-02", "--format", "text");
        Assert.Equal(1, late.ExitCode);
        Assert.Contains("the exception ended with 2027-03-01: 1 finding counts again", late.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_that_says_it_is_old_brings_no_exception_back()
    {
        Write("redoubt.yaml", Allowed.Replace("2027-03-01", "2020-03-01", StringComparison.Ordinal));
        Write("host.yaml", "apiVersion: evidence.redoubt.dev/v1\nkind: Host\nmetadata: { name: a, annotations: { redoubt.dev/collected: \"2019-01-01T00:00:00Z\" } }\n");

        Assert.Equal(1, Scan().ExitCode);
    }

    [Fact]
    public void A_manifest_excepts_nothing_for_itself_unless_it_may()
    {
        Write("redoubt.yaml", "gate: high\n");
        var refused = Scan("--format", "text");
        Write("redoubt.yaml", "exceptions: { inManifests: [workloads/*], to: critical }\n");
        var allowed = Scan("--format", "text");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("agent.yaml:8:45: low workloads/exception-without-effect", refused.Output, StringComparison.Ordinal);
        Assert.Equal(0, allowed.ExitCode);
        Assert.Contains("excepted (agent.yaml:8:45): it works on my machine", allowed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exceptions: [{ control: workloads/host-network }]", "redoubt.yaml:1:14: `reason` is missing")]
    [InlineData("exceptions: [{ control: workloads/host-network, reason: x, untill: 2027-01-01 }]", "did you mean `until`?")]
    [InlineData("exceptions: [{ control: workloads/host-network, reason: x, until: soon }]", "`soon` is no day")]
    [InlineData("exceptions: [{ control: '**', reason: x }]", "`**` fits every control")]
    [InlineData("exceptions: { inManifest: [x] }", "did you mean `inManifests`?")]
    [InlineData("exceptions: { to: grave }", "`grave` is no severity")]
    public void What_does_not_parse_ends_with_2_and_names_the_place(string configuration, string expected)
    {
        Write("redoubt.yaml", configuration);
        var run = Scan();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{ control: workloads/privileged-containr, reason: x, scope: { name: agent } }]", "low workloads/exception-misspelt `workloads/privileged-containr` fits no control; did you mean `workloads/privileged-container`?")]
    [InlineData("[{ control: workloads/host-network, reason: x, scope: { name: agent } }]", "info workloads/exception-unused")]
    [InlineData("[{ control: workloads/host-network, reason: x, scope: { name: agent } }]", "info workloads/exception-without-end")]
    [InlineData("[{ control: workloads/*, reason: x, scope: { kind: '*' } }]", "medium workloads/exception-too-wide")]
    public void An_exception_that_is_wrong_is_a_finding_at_its_own_line(string exceptions, string expected)
    {
        Write("redoubt.yaml", $"kubernetes: '1.33'\nexceptions: {exceptions}\n");

        Assert.Contains($"redoubt.yaml:2:14: {expected}", Scan("--format", "text").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_what_was_not_scanned_is_not_told_as_unused()
    {
        Write("redoubt.yaml", "exceptions: [{ control: workloads/host-network, reason: x, scope: { name: other } }]\n");

        Assert.DoesNotContain("exception-unused", Scan("--format", "text").Output, StringComparison.Ordinal);
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Run Scan(params string[] arguments) => RedoubtProgram.RunIn(_folder, null, [], ["scan", "agent.yaml", .. arguments, .. Host]);

    private string[] Host => File.Exists(Path.Combine(_folder, "host.yaml")) ? ["host.yaml"] : [];

    [GeneratedRegex(@" · [0-9.]+ s(?=\n)|""version"": ""(?!2\.1\.0)[^""]*"",?")]
    private static partial Regex Changing();
}
