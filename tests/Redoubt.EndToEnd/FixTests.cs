namespace Redoubt.EndToEnd;

/// <summary>Fixes in files, as a user has them made.</summary>
public sealed class FixTests : IDisposable
{
    private const string Manifest = """
        # the agent of the team
        apiVersion: v1
        kind: Pod
        metadata: { name: agent, namespace: ops }
        spec:
          automountServiceAccountToken: false
          containers:
            - name: agent          # one of many
              image: "registry.example/agent:1.0.0@sha256:0000000000000000000000000000000000000000000000000000000000000000"
              securityContext:
                privileged: true   # for the device
              env:
                - name: PASSWORD
                  value: hunter2-hunter2
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public FixTests()
    {
        File.WriteAllText(Path.Combine(_folder, "pod.yaml"), Manifest);
        File.WriteAllText(Path.Combine(_folder, "plain.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: { name: plain }\nspec:\n  containers:\n  - name: plain\n    image: registry.example/plain:1.0.0\n  restartPolicy: Never\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_write_the_changes_are_shown_and_nothing_is_written()
    {
        var run = Run("--unsafe", "pod.yaml");

        Assert.Equal(1, run.ExitCode);
        Golden.Check("fix.diff", run.Output);
        Golden.Check("fix.txt", run.Error);
        Assert.Equal(Manifest, Text());
    }

    [Fact]
    public void What_is_written_is_found_no_more_and_a_second_run_changes_nothing()
    {
        Assert.Equal(0, Run("--unsafe", "--write", "pod.yaml").ExitCode);

        Assert.DoesNotContain("privileged-container", RedoubtProgram.RunIn(_folder, null, [], "scan", "pod.yaml", "--format", "text").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("--unsafe", "--check", "pod.yaml").ExitCode);
        Assert.Contains("- name: agent          # one of many\n", Text(), StringComparison.Ordinal);
        Assert.Contains("privileged: false   # for the device\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_diff_is_one_that_git_applies()
    {
        var diff = Run("--unsafe", "pod.yaml").Output;
        using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", ["apply", "-"]) { WorkingDirectory = _folder, RedirectStandardInput = true })!;
        git.StandardInput.Write(diff);
        git.StandardInput.Close();
        git.WaitForExit();

        Assert.Equal(0, git.ExitCode);
        Assert.Equal(0, Run("--unsafe", "--check", "pod.yaml").ExitCode);
    }

    [Fact]
    public void Sarif_carries_the_same_changes()
    {
        var report = System.Text.Json.Nodes.JsonNode.Parse(RedoubtProgram.RunIn(_folder, null, [], "scan", "plain.yaml", "--format", "sarif", "--include", "workloads/seccomp-unset").Output)!;
        var replacement = report["runs"]![0]!["results"]![0]!["fixes"]![0]!["artifactChanges"]![0]!["replacements"]![0]!;

        Assert.Equal("    securityContext:\n      seccompProfile:\n        type: RuntimeDefault\n", replacement["insertedContent"]!["text"]!.GetValue<string>());
        Assert.Equal((8, 1), (replacement["deletedRegion"]!["startLine"]!.GetValue<int>(), replacement["deletedRegion"]!["endColumn"]!.GetValue<int>()));
    }

    [Fact]
    public void Sarif_counts_columns_in_characters_also_after_one_that_takes_two_units()
    {
        var file = Path.Combine(_folder, "far.yaml");
        File.WriteAllText(file, "{apiVersion: v1, kind: Pod, metadata: {name: far, annotations: {note: \"\U0001F512\U0001F512\"}}, spec: {containers: [{name: far, image: registry.example/far:1.0.0}]}}\n");
        string[] scan = ["scan", "far.yaml", "--format", "sarif", "--include", "workloads/seccomp-unset"];
        var run = System.Text.Json.Nodes.JsonNode.Parse(RedoubtProgram.RunIn(_folder, null, [], scan).Output)!["runs"]![0]!;
        var characters = File.ReadAllText(file).EnumerateRunes().ToList();
        var result = run["results"]![0]!;
        var start = result["locations"]![0]!["physicalLocation"]!["region"]!["startColumn"]!.GetValue<int>();
        var replacement = result["fixes"]![0]!["artifactChanges"]![0]!["replacements"]![0]!;
        var (from, to) = (replacement["deletedRegion"]!["startColumn"]!.GetValue<int>(), replacement["deletedRegion"]!["endColumn"]!.GetValue<int>());

        Assert.Equal("unicodeCodePoints", run["columnKind"]!.GetValue<string>());
        Assert.StartsWith("name: far, image", string.Concat(characters.Skip(start - 1)).TrimStart('{'), StringComparison.Ordinal);
        File.WriteAllText(file, string.Concat(characters.Take(from - 1)) + replacement["insertedContent"]!["text"]!.GetValue<string>() + string.Concat(characters.Skip(to - 1)));
        Assert.Empty(System.Text.Json.Nodes.JsonNode.Parse(RedoubtProgram.RunIn(_folder, null, [], scan).Output)!["runs"]![0]!["results"]!.AsArray());
    }

    [Fact]
    public void A_secret_stands_in_no_output()
    {
        foreach (var format in (string[])["console", "json"])
        {
            var run = Run("--unsafe", "pod.yaml", "--format", format);
            Assert.DoesNotContain("hunter2", run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Unsafe_fixes_are_left_unless_they_are_asked_for()
    {
        var run = Run("--control", "workloads/privileged-container", "--check", "pod.yaml");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("left: workloads/privileged-container pod.yaml:11: only with --unsafe: a program that needs devices or the kernel of the node fails", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_anchor_gives_to_others_is_left_and_why_is_said()
    {
        File.WriteAllText(Path.Combine(_folder, "two.yaml"), """
            apiVersion: v1
            kind: Pod
            metadata: { name: two, namespace: ops }
            spec:
              containers:
              - name: one
                image: registry.example/one:1.0.0
                securityContext: &context
                  privileged: true
              - name: two
                image: registry.example/two:1.0.0
                securityContext: *context
            """);

        var run = Run("--unsafe", "--control", "workloads/privileged-container", "two.yaml", "--format", "json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("by an alias, and others have it from the same anchor", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "no such file", "absent.yaml")]
    [InlineData(2, "only one of them can be meant", "--write", "--check", "pod.yaml")]
    [InlineData(2, "`xml` is not", "--format", "xml", "pod.yaml")]
    public void What_cannot_be_read_or_meant_ends_with_2(int code, string why, params string[] words)
    {
        var run = Run(words);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_judged_and_said_to_be_no_file() =>
        Assert.Contains("standard input is no file", RedoubtProgram.RunIn(_folder, Manifest, [], "fix", "--unsafe", "-").Error, StringComparison.Ordinal);

    private string Text() => File.ReadAllText(Path.Combine(_folder, "pod.yaml"));

    private Run Run(params string[] words) => RedoubtProgram.RunIn(_folder, null, [], ["fix", .. words]);
}
