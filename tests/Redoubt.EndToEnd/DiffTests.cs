using System.Diagnostics;
using System.Text.Json;

namespace Redoubt.EndToEnd;

/// <summary>What a change brings: between folders, beside a baseline, between revisions.</summary>
public sealed class DiffTests : IDisposable
{
    private const string Before = """
        apiVersion: v1
        kind: Pod
        metadata: { name: agent, namespace: shop }
        spec:
          hostPID: true
          containers:
          - { name: agent, image: "registry.example/agent:1.0.0", securityContext: { privileged: true } }
        """;

    private const string Plain = """
        apiVersion: v1
        kind: Pod
        metadata: { name: agent, namespace: shop }
        spec:
          automountServiceAccountToken: false
          containers:
          - { name: agent, image: "registry.example/agent:1.0.0", securityContext: { runAsUser: 0 } }
        """;

    // Moved, written otherwise, and with one container more; the node's processes are no longer shared.
    private const string After = """
        # our agent

        kind: Pod
        apiVersion: v1
        spec:
          containers:
          - name: helper
            image: registry.example/helper:1.0.0
            securityContext: { privileged: true }
          - name: agent
            securityContext:
              privileged: true   # it must
            image: registry.example/agent:1.0.0
        metadata:
          namespace: shop
          name: agent
        """;

    private static readonly string[] Asked = ["--include", "workloads/privileged-container", "--include", "workloads/host-pid", "--format", "text"];

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_two_folders_only_what_is_new_and_what_is_gone_is_told()
    {
        Write("old/agent.yaml", Before);
        Write("new/moved/pod.yaml", After);
        var run = Run(["diff", "old", "new", .. Asked]);

        Assert.Equal(1, run.ExitCode);
        Golden.Check("diff.text", run.Output);
    }

    [Fact]
    public void Two_reports_are_compared_as_the_folders_that_they_tell_of()
    {
        Write("old/agent.yaml", Before);
        Write("new/moved/pod.yaml", After);
        string[] json = [.. Asked[..^1], "json"];
        Write("old.json", Run(["scan", "old", .. json]).Output);
        Write("new.json", Run(["scan", "new", .. json]).Output);
        var told = Findings(["diff", "old", "new", .. Asked]);

        Assert.Equal(1, told.ExitCode);
        Assert.Equal(told, Findings(["diff", "old.json", "new.json", .. Asked]));
        Assert.Equal(told, Findings(["diff", "old", "new.json", .. Asked]));
        Assert.Equal(0, Run(["diff", "new.json", "new.json", .. Asked]).ExitCode);
    }

    // What stands in an attacker's way is compared of objects only, and of reports it is said that it is not.
    private (int ExitCode, string Output) Findings(string[] arguments) => Run(arguments) is var run
        ? (run.ExitCode, string.Join('\n', run.Output.Split('\n').Where(line => !line.Contains(" depth ", StringComparison.Ordinal)))) : default;

    [Theory]
    [InlineData("{\"apiVersion\": \"redoubt.dev/report/v1\", \"findings\": []}", "older version wrote it")]
    [InlineData("{\"apiVersion\": \"redoubt.dev/report/v1\", \"asked\": [\"workloads/of-tomorrow\"]}", "no control `workloads/of-tomorrow` here")]
    [InlineData("{\"apiVersion\": \"redoubt.dev/baseline/v1\"}", "no report in JSON")]
    [InlineData("{\"apiVersion\": \"redoubt.dev/report/v1\", \"asked\": [], \"findings\": [{\"control\": \"workloads/host-pid\", \"severity\": \"dire\", \"fingerprint\": \"x\"}]}", "`dire` is no severity")]
    public void A_report_that_is_not_understood_is_told_and_nothing_is_compared(string report, string reason)
    {
        Write("old/agent.yaml", Before);
        Write("new.json", report);
        var run = Run(["diff", "old", "new.json", .. Asked]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void What_an_attacker_is_nearer_to_is_told_with_the_line_that_brings_him_there()
    {
        Write("old/agent.yaml", Plain);
        Write("new/agent.yaml", Plain.Replace("runAsUser: 0", "privileged: true", StringComparison.Ordinal));
        var run = Run("diff", "old", "new", "--include", "workloads/host-pid", "--format", "text");

        Assert.Equal(0, run.ExitCode);
        Golden.Check("diff-depth.text", run.Output);
        Assert.Equal("", Run("diff", "old", "old", "--include", "workloads/host-pid", "--format", "text").Output);
    }

    [Theory]
    [InlineData("old", "new", "depth=1", 1)]
    [InlineData("new", "old", "depth=4", 0)]
    [InlineData("new", "new", "depth=4", 0)]
    [InlineData("old", "new", "new=critical,depth=1", 1)]
    [InlineData("old", "new", "none", 0)]
    [InlineData("old", "new", "depth=5", 2)]
    public void A_gate_of_depth_fails_for_what_a_change_brings_nearer(string old, string now, string gate, int code)
    {
        Write("old/agent.yaml", Plain);
        Write("new/agent.yaml", Plain.Replace("runAsUser: 0", "privileged: true", StringComparison.Ordinal));

        Assert.Equal(code, Run("diff", old, now, "--include", "workloads/host-pid", "--gate", gate).ExitCode);
    }

    [Fact]
    public void A_gate_of_depth_is_refused_where_a_report_has_no_objects_to_be_compared()
    {
        Write("new/agent.yaml", Plain);
        Write("old.json", Run("scan", "new", "--format", "json", "--gate", "none").Output);

        var run = Run("diff", "old.json", "new", "--gate", "depth=2");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("old.json is a report, without the objects that say it: give the state itself", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_has_no_ways_of_attack_to_compare_which_is_said()
    {
        Write("agent.yaml", Plain);
        _ = Run("scan", "agent.yaml", "--format", "json=before.json");

        Assert.Contains("before.json is a report", Run("diff", "before.json", "agent.yaml", "--format", "text").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_revisions_files_are_named_as_in_the_working_tree_which_plays_no_part()
    {
        Git("init", "-q", "-b", "main");
        Write("k8s/agent.yaml", Before);
        Commit();
        Git("checkout", "-q", "-b", "change");
        Git("mv", "k8s/agent.yaml", "k8s/pod.yaml");
        Write("k8s/pod.yaml", After);
        Commit();
        Write("k8s/pod.yaml", "not committed: [");
        var run = Run(["diff", "main..HEAD", "k8s", .. Asked]);

        Assert.Equal(1, run.ExitCode);
        Golden.Check("diff-revisions.text", run.Output);
        Assert.Equal(run.Output, RedoubtProgram.RunIn(Path.Combine(_folder, "k8s"), null, [], ["diff", "main..", .. Asked]).Output.Replace("pod.yaml", "k8s/pod.yaml", StringComparison.Ordinal).Replace("agent.yaml", "k8s/agent.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void A_revision_may_turn_a_file_into_a_folder_and_back()
    {
        Git("init", "-q", "-b", "main");
        Write("a.yaml", Before);
        Write("b.yaml/pod.yaml", Before.Replace("name: agent,", "name: other,", StringComparison.Ordinal));
        Commit();
        File.Delete(Path.Combine(_folder, "a.yaml"));
        Directory.Delete(Path.Combine(_folder, "b.yaml"), recursive: true);
        Write("a.yaml/pod.yaml", Before);
        Write("b.yaml", Before.Replace("name: agent,", "name: other,", StringComparison.Ordinal));
        Commit();

        var run = Run(["diff", "HEAD~1..HEAD", .. Asked]);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public void A_link_of_a_revision_leads_nowhere_outside()
    {
        Write("outside.yaml", Before);
        var repository = Path.Combine(_folder, "repository");
        Directory.CreateDirectory(repository);
        GitIn(repository, "init", "-q", "-b", "main");
        Write("repository/good.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n");
        GitIn(repository, "add", ".");
        GitIn(repository, "commit", "-q", "-m", "one");
        File.CreateSymbolicLink(Path.Combine(repository, "linked.yaml"), Path.Combine(_folder, "outside.yaml"));
        GitIn(repository, "add", ".");
        GitIn(repository, "commit", "-q", "-m", "two");
        var run = RedoubtProgram.RunIn(repository, null, [], ["diff", "HEAD~1..HEAD", "--format", "text"]);

        Assert.DoesNotContain("privileged", run.Output, StringComparison.Ordinal);
        Assert.Contains("linked.yaml: note link", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nosuch..HEAD", "`nosuch` is no revision that git knows here")]
    [InlineData("--upload-pack=x..HEAD", "is no option")]
    [InlineData("one", "`diff` takes two")]
    public void What_is_no_revision_ends_with_2(string range, string expected)
    {
        Git("init", "-q", "-b", "main");
        Write("a.yaml", Before);
        Commit();
        var run = Run("diff", range);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_a_baseline_only_what_is_new_gates_unless_all_is_asked_for()
    {
        Write("agent.yaml", Before);
        Assert.Equal(0, Run("baseline", "write", "agent.yaml").ExitCode);

        Assert.Equal(0, Run("scan", "agent.yaml", "--baseline", "redoubt-baseline.json").ExitCode);
        Assert.Equal(1, Run("scan", "agent.yaml", "--baseline", "redoubt-baseline.json", "--gate", "high").ExitCode);
        Write("agent.yaml", After);
        Assert.Equal(1, Run("scan", "agent.yaml", "--baseline", "redoubt-baseline.json", "--gate", "new=high").ExitCode);
        Assert.Equal(0, Run("scan", "agent.yaml", "--baseline", "redoubt-baseline.json", "--gate", "none").ExitCode);
    }

    [Fact]
    public void A_baseline_is_the_same_file_as_long_as_the_findings_are()
    {
        Write("agent.yaml", Before);
        _ = Run("baseline", "write", "agent.yaml", "-o", "one.json");
        Write("agent.yaml", "# moved\n\n" + Before);
        _ = Run("baseline", "write", "agent.yaml", "-o", "two.json");

        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "one.json")), File.ReadAllText(Path.Combine(_folder, "two.json")));
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_report_in_json_is_a_baseline_too()
    {
        Write("agent.yaml", Before);
        _ = Run("scan", "agent.yaml", "--format", "json=before.json");
        Write("agent.yaml", After);
        using var report = JsonDocument.Parse(Run("diff", "before.json", "agent.yaml", "--format", "json").Output);

        Assert.Equal(["new", "same"], report.RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("control").GetString() == "workloads/privileged-container").Select(finding => finding.GetProperty("change").GetString()).Order(StringComparer.Ordinal));
        Assert.Contains(report.RootElement.GetProperty("comparison").GetProperty("gone").EnumerateArray(), gone => gone.GetProperty("control").GetString() == "workloads/host-pid");
    }

    [Fact]
    public void What_is_not_known_any_more_is_told_first_and_gates()
    {
        const string host = "apiVersion: evidence.redoubt.dev/v1\nkind: Host\nmetadata: { name: a }\nos: { id: debian, name: Debian, version: \"13\" }\npaths: { /etc/passwd: { exists: true, mode: 420, owner: root, group: root, uid: 0, gid: 0, type: f } }\n";
        Write("host.yaml", host);
        Assert.Equal(0, Run("baseline", "write", "host.yaml").ExitCode);
        Write("host.yaml", host.Replace("paths:", "unknown: [{ path: paths, reason: nobody looked }]\npaths:", StringComparison.Ordinal));
        var run = Run("scan", "host.yaml", "--baseline", "redoubt-baseline.json", "--format", "text");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"\A\S+ lost infrastructure/", run.Output);
    }

    [Theory]
    [InlineData("--gate", "new=high", "what is new is only known beside an earlier run")]
    [InlineData("--baseline", "nothing.json", "nothing.json: cannot be read")]
    [InlineData("--baseline", "agent.yaml", "it is no baseline and no report in JSON; `redoubt baseline write` writes it anew")]
    public void What_cannot_be_compared_ends_with_2(string option, string value, string expected)
    {
        Write("agent.yaml", "a: b\n");
        var run = Run("scan", "agent.yaml", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Run Run(params string[] arguments) => RedoubtProgram.RunIn(_folder, null, [], arguments);

    private void Commit()
    {
        Git("add", ".");
        Git("commit", "-q", "-m", "change");
    }

    private void Git(params string[] arguments) => GitIn(_folder, arguments);

    private static void GitIn(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", .. arguments]) { WorkingDirectory = folder };
        using var git = Process.Start(start)!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
