namespace Redoubt.EndToEnd;

/// <summary>What a word of a report means, and what a standard asks.</summary>
public sealed class ExplainTests
{
    [Fact]
    public void A_control_is_explained_as_it_is_shown() =>
        Assert.Equal(RedoubtProgram.Run("controls", "show", "workloads/host-pid").Output, RedoubtProgram.Run("explain", "workloads/host-pid").Output);

    [Fact]
    public void Every_reason_of_the_ledger_has_its_meaning()
    {
        var codes = RedoubtProgram.Run("complete", "16", "redoubt explain ").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Contains('/', StringComparison.Ordinal) && !word.StartsWith('-')).ToArray();

        Assert.Contains("not-rendered", codes);
        Assert.All(codes, code => Assert.StartsWith($"{code}\n", RedoubtProgram.Run("explain", code).Output, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_neither_is_told_with_what_may_be_meant()
    {
        var run = RedoubtProgram.Run("explain", "not-renderd");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("redoubt: `not-renderd` is no control and no reason of the ledger; did you mean `not-rendered`?\n", run.Error);
    }

    [Fact]
    public void A_setting_is_explained_by_all_that_was_overridden()
    {
        var node = CollectKubelet("kubelet\0--config=/etc/kubelet.yaml\0--anonymous-auth\0", "authentication:\n  anonymous:\n    enabled: false\n");
        var run = RedoubtProgram.Run("explain", "component/kubelet", "--setting", "authentication.anonymous.enabled", node);
        File.Delete(node);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
             what is in effect of authentication.anonymous.enabled of kubelet, and why?
               machine  true
                 setting: authentication.anonymous.enabled (--anonymous-auth)
                 flag
                   true, in effect
                 file  /etc/kubelet.yaml:3
                   false, overridden
                 default
                   false, overridden

            """,
            run.Output);
    }

    [Fact]
    public void A_setting_that_cannot_be_known_ends_with_2_and_its_reason()
    {
        var node = CollectKubelet("kubelet\0--config=/etc/kubelet.yaml\0", null);
        var run = RedoubtProgram.Run("explain", "component/kubelet", "--setting", "readOnlyPort", node, "--format", "text");
        File.Delete(node);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("machine readOnlyPort (--read-only-port) not known: /etc/kubelet.yaml: it is not there\n", run.Output);
    }

    /// <summary>A machine on which a kubelet runs, collected into a file.</summary>
    private static string CollectKubelet(string words, string? configuration)
    {
        var root = Directory.CreateTempSubdirectory("redoubt").FullName;
        Directory.CreateDirectory(Path.Combine(root, "etc"));
        Directory.CreateDirectory(Path.Combine(root, "proc/7"));
        File.WriteAllText(Path.Combine(root, "proc/7/cmdline"), words);
        File.WriteAllText(Path.Combine(root, "proc/7/comm"), "kubelet\n");
        if (configuration is not null)
        {
            File.WriteAllText(Path.Combine(root, "etc/kubelet.yaml"), configuration);
        }

        var node = Path.GetTempFileName();
        Assert.Equal(0, RedoubtProgram.Run("collect", "node", "--root", root, "--kubernetes", "1.33.4", "-o", node).ExitCode);
        Directory.Delete(root, recursive: true);
        return node;
    }

    [Fact]
    public void Options_of_evidence_mean_nothing_to_a_control()
    {
        var run = RedoubtProgram.Run("explain", "workloads/host-pid", "--setting", "x");

        Assert.Equal((2, "redoubt: --setting is for `redoubt explain component/NAME PATH`\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Frameworks_are_listed_with_their_controls() =>
        Assert.Matches(@"(?m)^nsa-cisa +\d+ controls  NSA and CISA, Kubernetes Hardening Guide", RedoubtProgram.Run("frameworks", "list").Output);

    [Fact]
    public void A_framework_is_shown_in_its_own_order_with_what_answers_it()
    {
        var run = RedoubtProgram.Run("frameworks", "show", "pss-restricted");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  workloads/privilege-escalation\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_counts_what_is_answered_and_names_what_is_not()
    {
        var folder = Directory.CreateTempSubdirectory("redoubt").FullName;
        File.WriteAllText(Path.Combine(folder, "mine.yaml"), "id: mine\ntitle: Mine\nstandard: nsa\nrequirements: [{id: pod-security, title: Pod security}, {id: tea, title: Tea at five}]\n");
        var run = RedoubtProgram.Run("frameworks", "coverage", "mine", "--controls", folder);
        Directory.Delete(folder, recursive: true);

        Assert.Matches(@"\Amine: 1 of 2 requirements, by \d+ controls\n  not answered: tea  Tea at five\n\z", run.Output);
    }

    [Theory]
    [InlineData("--help"), InlineData("scan --help"), InlineData("controls show --help"), InlineData("explain --help"), InlineData("frameworks --help"), InlineData("completion --help")]
    public void Help_is_no_wider_than_a_screen_reads(string words)
    {
        var run = RedoubtProgram.Run(words.Split(' '));

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 220));
    }

    [Theory]
    [InlineData("scna", "lsp, completion); did you mean `scan`?")]
    [InlineData("scan examples/bookshop --gaet high", "`--gaet` is no option of `redoubt scan`; did you mean `--gate`?")]
    [InlineData("controls lsit", "did you mean `list`?")]
    [InlineData("scan examples/bookshop --format jsno", "did you mean `json`?")]
    [InlineData("frameworks show nsa-cis", "did you mean `nsa-cisa`?")]
    [InlineData("scan examples/bookshop --gate hihg", "did you mean `high`?")]
    public void A_mistyped_word_is_answered_with_the_one_that_was_meant(string words, string expected)
    {
        var run = RedoubtProgram.Run(words.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
