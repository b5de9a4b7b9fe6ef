namespace Redoubt.EndToEnd;

public sealed class ControlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_list_names_every_control_with_severity_and_title()
    {
        var run = RedoubtProgram.Run("controls", "list");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith("workloads/privileged-container ", StringComparison.Ordinal) && line.Contains("critical", StringComparison.Ordinal));
    }

    [Fact]
    public void A_control_shows_why_fix_rule_and_examples()
    {
        var run = RedoubtProgram.Run("controls", "show", "workloads/privileged-container");

        Assert.Equal(0, run.ExitCode);
        Assert.All(new[] { "\nWhy\n", "\nFix\n", "\nRule\n", "\nFound in\n" }, part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mistyped_id_is_answered_with_the_one_that_was_meant()
    {
        var run = RedoubtProgram.Run("controls", "show", "workloads/privileged-contaner");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean `workloads/privileged-container`?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_examples_of_all_built_in_controls_hold()
    {
        var run = RedoubtProgram.Run("controls", "test");

        Assert.EndsWith(", 0 wrong\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Controls_are_written_as_policies_and_what_was_left_out_is_told()
    {
        var run = RedoubtProgram.Run("controls", "export", "--as", "vap", "--framework", "pss-restricted", "--action", "Deny", "--kubernetes", "1.30");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\n  name: redoubt-workloads-privileged-container\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n# workloads/seccomp-unconfined-annotation: it is about Kubernetes <1.19\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(" controls left out (listed at the end)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--kubernetes 1.29", "ValidatingAdmissionPolicy is there from Kubernetes 1.30 on, the target is 1.29")]
    [InlineData("--action Deny --action Warn", "the API server takes Deny or Warn, not both")]
    [InlineData("--action Refuse", "`Refuse` is not what --action takes")]
    [InlineData("--include workloads/privileged-contaner", "did you mean `workloads/privileged-container`?")]
    public void An_export_that_cannot_be_is_refused(string options, string reason)
    {
        var run = RedoubtProgram.Run(["controls", "export", "--as", "vap", .. options.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_control_passes_its_own_examples_and_speaks_in_a_scan()
    {
        var made = RedoubtProgram.Run("controls", "new", "workloads/my-finding", "--folder", _folder);
        var tested = RedoubtProgram.Run("controls", "test", Path.Combine(_folder, "workloads", "my-finding.yaml"));
        var manifest = Path.Combine(_folder, "pod.json");
        File.WriteAllText(manifest, """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"web","stdin":true}]}}""");
        var scanned = RedoubtProgram.Run("scan", manifest, "--controls", _folder, "--include", "workloads/my-finding", "--show", "all");

        Assert.Equal(0, made.ExitCode);
        Assert.Equal("1 controls, 2 examples, 0 wrong\n", tested.Output);
        Assert.Contains("keeps standard input open", scanned.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_of_ones_own_that_costs_too_much_on_a_large_platform_is_told_and_still_tested()
    {
        RedoubtProgram.Run("controls", "new", "workloads/my-finding", "--folder", _folder);
        var file = Path.Combine(_folder, "workloads", "my-finding.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("orValue(false) == false", "orValue(false) == false || platform.objects('Node').exists(n, n.metadata.name == 'x')", StringComparison.Ordinal));
        var run = RedoubtProgram.Run("controls", "test", file);

        Assert.StartsWith("redoubt: warning: workloads/my-finding: check: it costs more than n log n", run.Error, StringComparison.Ordinal);
        Assert.Equal("1 controls, 2 examples, 0 wrong\n", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("container.?stdn.orValue(false) == false", "my-finding.yaml:7:20: check: ")]
    [InlineData("container.?stdn.orValue(false) == false", "did you mean `stdin`?")]
    [InlineData("container.?stdin.orValue(false) == 1", "my-finding.yaml:7:")]
    public void A_rule_that_does_not_compile_is_refused_before_anything_is_judged(string check, string expected)
    {
        RedoubtProgram.Run("controls", "new", "workloads/my-finding", "--folder", _folder);
        var file = Path.Combine(_folder, "workloads", "my-finding.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("container.?stdin.orValue(false) == false", check, StringComparison.Ordinal));
        var run = RedoubtProgram.Run("controls", "test", file);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
