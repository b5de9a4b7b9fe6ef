using System.Diagnostics;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Redoubt.EndToEnd;

/// <summary>The parts for CI services, run as their files say, and what <c>redoubt init</c> writes.</summary>
public sealed class CiPartsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;
    private readonly string _bin;

    public CiPartsTests()
    {
        _bin = Path.Combine(_folder, "bin");
        Directory.CreateDirectory(Path.Combine(_folder, "work", "k8s"));
        Directory.CreateDirectory(_bin);
        File.WriteAllText(Path.Combine(_folder, "work", "k8s", "pod.yaml"), """
            apiVersion: v1
            kind: Pod
            metadata: { name: agent, namespace: ops }
            spec:
              hostPID: true
              containers: [{ name: agent, image: "registry.example/agent:1.0.0" }]
            """);
        Script("redoubt", $"exec {RedoubtProgram.CommandLine} \"$@\"");
    }

    private string Work => Path.Combine(_folder, "work");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_action_scans_as_its_file_says_and_leaves_summary_comment_and_result()
    {
        var (code, _, error) = Step("Scan", ("REDOUBT_PATHS", "k8s"), ("REDOUBT_SARIF", "redoubt.sarif"));

        Assert.True(code == 0, error);
        Assert.Equal("result=1\n", File.ReadAllText(Path.Combine(_folder, "output")));
        Assert.Contains("workloads/host-pid", File.ReadAllText(Path.Combine(_folder, "summary")), StringComparison.Ordinal);
        Assert.StartsWith("<!-- redoubt: pr-comment -->\n", File.ReadAllText(Path.Combine(_folder, "redoubt-comment.md")), StringComparison.Ordinal);
        Assert.NotEmpty(JsonNode.Parse(File.ReadAllText(Path.Combine(Work, "redoubt.sarif")))!["runs"]![0]!["results"]!.AsArray());
    }

    [Theory]
    [InlineData("--gate none k8s")]
    [InlineData("$(touch${IFS}here) k8s")]
    public void The_action_takes_no_option_and_no_command_from_a_path(string paths)
    {
        Step("Scan", ("REDOUBT_PATHS", paths));

        Assert.Equal("result=2\n", File.ReadAllText(Path.Combine(_folder, "output")));
        Assert.False(File.Exists(Path.Combine(Work, "here")));
    }

    [Theory]
    [InlineData("", "POST repos/shop/web/issues/7/comments")]
    [InlineData("41", "PATCH repos/shop/web/issues/comments/41")]
    public void The_comment_of_the_last_run_is_written_anew(string known, string expected)
    {
        File.WriteAllText(Path.Combine(_folder, "redoubt-comment.md"), "<!-- redoubt: pr-comment -->\n\nall well\n");
        // Stands for the service: answers which comment is known, and keeps what it was asked to write.
        Script("gh", $"case $* in *--paginate*) echo '{known}' ;; *) echo \"$3 $4 $6\" > {_folder}/asked ;; esac");

        var (code, _, error) = Step("Comment", ("REDOUBT_REPOSITORY", "shop/web"), ("REDOUBT_PULL_REQUEST", "7"));

        Assert.True(code == 0, error);
        Assert.Equal($"{expected} body=@{_folder}/redoubt-comment.md\n", File.ReadAllText(Path.Combine(_folder, "asked")));
    }

    [Fact]
    public void The_component_for_GitLab_runs_as_its_file_says()
    {
        var archive = Path.Combine(_folder, "redoubt.tar.gz");
        Assert.Equal(0, Bash($"mkdir -p {_folder}/a/redoubt-1 && cp {_bin}/redoubt {_folder}/a/redoubt-1 && tar czf {archive} -C {_folder}/a redoubt-1", []).Code);
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(RedoubtProgram.Root, "templates", "redoubt.yml"))));
        var script = ((YamlSequenceNode)stream.Documents[1].RootNode["redoubt"]["script"]).Select(line => ((YamlScalarNode)line).Value!);

        var (code, output, error) = Bash(string.Join('\n', script.Prepend("set -e")), [("CI_PROJECT_DIR", Work), ("REDOUBT_URL", $"file://{archive}"), ("REDOUBT_PATHS", "k8s")]);

        Assert.True(code == 1, output + error);
        Assert.NotEmpty(JsonNode.Parse(File.ReadAllText(Path.Combine(Work, "redoubt-codequality.json")))!.AsArray());
        Assert.True(File.Exists(Path.Combine(Work, "redoubt-junit.xml")));
    }

    [Fact]
    public void The_hooks_of_pre_commit_run_as_their_file_says()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(RedoubtProgram.Root, ".pre-commit-hooks.yaml"))));
        var entries = ((YamlSequenceNode)stream.Documents[0].RootNode).ToDictionary(hook => ((YamlScalarNode)hook["id"]).Value!, hook => ((YamlScalarNode)hook["entry"]).Value!);

        Assert.Equal((1, 0), (Bash(entries["redoubt"], []).Code, Bash(entries["redoubt-fix"], []).Code));
        Assert.Contains("seccompProfile", File.ReadAllText(Path.Combine(Work, "k8s", "pod.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Init_writes_a_configuration_that_is_read_and_the_file_of_the_service_that_it_sees()
    {
        Directory.CreateDirectory(Path.Combine(Work, ".github"));
        var run = RedoubtProgram.RunIn(Work, null, [], "init");

        Assert.Equal("redoubt.yaml: written\n.github/workflows/redoubt.yaml: written\nnext: redoubt scan k8s\n", run.Output);
        Assert.Contains("scan k8s --format github", File.ReadAllText(Path.Combine(Work, ".github", "workflows", "redoubt.yaml")), StringComparison.Ordinal);
        Assert.Equal(1, RedoubtProgram.RunIn(Work, null, [], "scan").ExitCode);
    }

    [Fact]
    public void Every_line_of_the_configuration_that_init_writes_may_be_switched_on()
    {
        RedoubtProgram.RunIn(Work, null, [], "init", "--ci", "none");
        var file = Path.Combine(Work, "redoubt.yaml");
        var lines = File.ReadAllLines(file).Select(line => line.StartsWith("# ", StringComparison.Ordinal) && (line.Contains(": ", StringComparison.Ordinal) || line.EndsWith(':')) && !char.IsUpper(line[2]) ? line[2..] : line);
        File.WriteAllLines(file, lines);

        var run = RedoubtProgram.RunIn(Work, null, [], "scan");

        Assert.True(run.ExitCode == 1, run.Error);
        Assert.Contains("frameworks: [pss-restricted]\n", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Init_leaves_what_is_there()
    {
        File.WriteAllText(Path.Combine(Work, "redoubt.yaml"), "gate: low\n");

        Assert.Contains("redoubt.yaml: there already, left as it is", RedoubtProgram.RunIn(Work, null, [], "init", "--ci", "gitlab").Output, StringComparison.Ordinal);
        Assert.Equal("gate: low\n", File.ReadAllText(Path.Combine(Work, "redoubt.yaml")));
    }

    [Fact]
    public void The_image_is_an_archive_whose_parts_are_what_they_say()
    {
        var image = Path.Combine(_folder, "redoubt.tar");
        var (code, output, error) = Bash($"{RedoubtProgram.Root}/image /bin/true {image}", []);
        Assert.True(code == 0, error);
        Assert.Equal(0, Bash($"mkdir {_folder}/oci && tar xf {image} -C {_folder}/oci", []).Code);
        var manifest = Blob(output.Trim());
        var config = Blob(manifest["config"]!["digest"]!.GetValue<string>());

        Assert.Equal("65532:65532", config["config"]!["User"]!.GetValue<string>());
        Assert.Equal(0, Bash($"cd {_folder}/oci/blobs/sha256 && for f in *; do echo \"$f  $f\"; done | sha256sum --check --quiet", []).Code);
        Assert.Equal(config["rootfs"]!["diff_ids"]![0]!.GetValue<string>()[7..] + "\n", Bash($"gunzip < {_folder}/oci/blobs/sha256/{manifest["layers"]![0]!["digest"]!.GetValue<string>()[7..]} | sha256sum | cut -d' ' -f1", []).Output);
        Assert.Contains(JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "redoubt.cdx.json")))!["components"]!.AsArray(), one => one!["name"]!.GetValue<string>() == "System.CommandLine");
    }

    private JsonNode Blob(string digest) => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "oci", "blobs", "sha256", digest[7..])))!;

    private (int Code, string Output, string Error) Step(string name, params (string Name, string Value)[] environment)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(RedoubtProgram.Root, "action.yml"))));
        var step = ((YamlSequenceNode)stream.Documents[0].RootNode["runs"]["steps"]).Single(one => ((YamlScalarNode)one["name"]).Value == name);
        (string, string)[] unset = [.. ((YamlMappingNode)step["env"]).Children.Keys.Select(key => (((YamlScalarNode)key).Value!, ""))];
        return Bash(((YamlScalarNode)step["run"]).Value!, [.. unset, .. environment]);
    }

    private (int Code, string Output, string Error) Bash(string script, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = Work, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_bin}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["RUNNER_TEMP"] = _folder;
        start.Environment["GITHUB_OUTPUT"] = Path.Combine(_folder, "output");
        start.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(_folder, "summary");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private void Script(string name, string text)
    {
        var file = Path.Combine(_bin, name);
        File.WriteAllText(file, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
