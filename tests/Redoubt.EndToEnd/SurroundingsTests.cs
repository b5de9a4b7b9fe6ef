using System.Diagnostics;

namespace Redoubt.EndToEnd;

/// <summary>Whatever surrounds the program, full disks, closed streams, odd files and names, ends in a line and in exit code 2.</summary>
public sealed class SurroundingsTests : IDisposable
{
    private const string Pod = "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {hostPID: true, containers: [{name: a, image: x}]}}";

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public SurroundingsTests() => File.WriteAllText(Path.Combine(_folder, "pod.yaml"), Pod);

    // Of names that are not UTF-8 .NET has no word.
    public void Dispose() => ShellScript.Run("/", $"rm -rf '{_folder}'");

    public static TheoryData<string> Commands =>
    [
        "--help", "--version", "scan --help", "scan pod.yaml", "scan pod.yaml -f json", "controls list", "controls list -f json", "controls show workloads/host-pid",
        "controls test", "controls new workloads/x", "controls export --as vap",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_full_disk_is_told(string command)
    {
        var run = Shell($"$R {command} > /dev/full");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no space is left on the disk", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$R nosuch 2> /dev/full", 2)]
    [InlineData("$R nosuch 2>&-", 2)]
    [InlineData("$R scan nosuch >&- 2>&-", 2)]
    [InlineData("$R scan pod.yaml >&- 2>&-", 2)]
    [InlineData("$R scan pod.yaml <&- > /dev/null", 1)]
    [InlineData("$R scan pod.yaml <&- 2>&- > /dev/null", 1)]
    [InlineData("$R scan - <&-", 2)]
    [InlineData("$R scan - < /dev/zero", 2)]
    [InlineData("cat pod.yaml | $R scan - > /dev/null", 1)]
    [InlineData("$R scan <(cat pod.yaml) > /dev/null", 1)]
    [InlineData("$R scan pod.yaml -f json | head -c 1 > /dev/null; exit ${PIPESTATUS[0]}", 1)]
    public void A_stream_that_is_not_there_is_no_crash(string script, int exitCode) => Assert.Equal(exitCode, Shell(script).ExitCode);

    [Theory]
    [InlineData("mkdir gone; cd gone; rmdir ../gone; $R scan .", "the folder that it was started in is no longer there")]
    [InlineData("$R scan ''", "an empty word names no file")]
    [InlineData("$R scan $(printf 'a%.0s' $(seq 5000))", "its name is longer than the system takes")]
    [InlineData("$R scan $(printf 'a/%.0s' $(seq 5000))", "its name is longer than the system takes")]
    [InlineData("$R scan $'bad\\xff.yaml'", "a name that is not UTF-8 cannot be given here")]
    [InlineData("$R scan pdo.yaml", "pdo.yaml: there is no such file or folder; did you mean `pod.yaml`?")]
    [InlineData("$R scan pod.yaml --config .", ".: cannot be read: it is a folder")]
    [InlineData("$R scan pod.yaml --config /dev/zero", "/dev/zero: cannot be read: it is a device")]
    [InlineData("$R scan pod.yaml --controls nosuch", "nosuch: no such file or folder")]
    [InlineData("$R scan pod.yaml -o nosuch/report", "nosuch/report")]
    [InlineData("$R controls new workloads/x --folder /proc/x", "/proc/x/workloads/x.yaml: cannot be written")]
    [InlineData("$R scan - <&-", "standard input is closed")]
    public void What_is_wrong_with_the_surroundings_is_told_on_standard_error(string script, string expected)
    {
        var run = Shell(script);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mkfifo pipe.yaml", "pipe.yaml", "it is a pipe")]
    [InlineData("ln -s /dev/zero zero.yaml", "zero.yaml", "it is a device")]
    [InlineData("echo x > $'bad\\xff.yaml'", "bad\\xff.yaml", "its name is not UTF-8")]
    [InlineData("echo x > $'bad\\xff\\xc3\\xa9.yaml'; echo > $'bad\\uFFFD\\u00e9.yaml'", "bad\\xffé.yaml", "its name is not UTF-8")]
    public void An_odd_file_is_told_and_the_rest_is_judged(string make, string name, string reason)
    {
        var named = name.Contains('\\', StringComparison.Ordinal) ? "." : $". {name}";
        var run = Shell($"{make}; $R scan {named}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(name, run.Output, StringComparison.Ordinal);
        Assert.Contains(reason, run.Output, StringComparison.Ordinal);
        Assert.Contains("host-pid", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_program_has_locked_is_read_and_written_all_the_same()
    {
        var run = Shell("exec 8<pod.yaml 9>report; flock -x 8; flock -x 9; $R scan pod.yaml -o report");

        Assert.Equal("", run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void A_path_that_is_not_there_is_told_first_and_alone()
    {
        var run = Shell("$R scan nosuch");

        Assert.Equal("redoubt: nosuch: there is no such file or folder\n", run.Error);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    [InlineData("HUP", 129)]
    public void A_signal_ends_the_program_with_its_number_and_leaves_no_folder_and_no_program(string signal, int exitCode)
    {
        var run = Shell($$"""
            mkdir -p chart/templates bin tmp; printf 'apiVersion: v2\nname: c\nversion: 0.1.0\n' > chart/Chart.yaml; echo 'kind: Pod' > chart/templates/a.yaml
            printf '#!/bin/sh\necho $$ > %s/helm.pid\nexec sleep 60\n' "$PWD" > bin/helm; chmod +x bin/helm
            set -m
            TMPDIR=$PWD/tmp PATH=$PWD/bin:$PATH $R scan chart & program=$!
            while [ ! -s helm.pid ]; do sleep 0.05; done
            kill -{{signal}} $program; wait $program; echo "exit $?, $(ls tmp | wc -l) folders"
            for i in $(seq 100); do grep -qs 'State:.[RSD]' /proc/$(cat helm.pid)/status || { echo helm is gone; break; }; sleep 0.05; done
            """);

        Assert.Equal($"exit {exitCode}, 0 folders\nhelm is gone\n", run.Output);
    }

    [Theory]
    [InlineData("export DOTNET_GCHeapHardLimit=800000")]
    [InlineData("export DOTNET_GCHeapHardLimit=2000000")]
    [InlineData("export DOTNET_GCHeapHardLimit=4000000")]
    [InlineData("ulimit -v 300000")]
    public void Out_of_memory_ends_with_words(string limit)
    {
        Assert.SkipUnless(RedoubtProgram.IsNative, "the runtime of the ordinary build takes more memory before the program begins");
        Shell("{ printf '{apiVersion: v1, kind: List, items: ['; for i in $(seq 40000); do printf '{apiVersion: v1, kind: Pod, metadata: {name: p%d}, spec: {containers: [{name: a}]}},' $i; done; printf ']}'; } > many.yaml");
        var run = Shell($"{limit}; $R scan many.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("memory", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_the_memory_holds_is_not_even_read()
    {
        Shell("head -c 60000000 /dev/zero | tr '\\0' '#' > large.yaml");
        var run = Shell("DOTNET_GCHeapHardLimit=10000000 $R scan pod.yaml large.yaml -f json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("which is the limit in all", run.Output, StringComparison.Ordinal);
        Assert.Contains("host-pid", run.Output, StringComparison.Ordinal);
    }

    private Run Shell(string script) => ShellScript.Run(_folder, script);
}

/// <summary>A script in which <c>$R</c> is the program.</summary>
internal static class ShellScript
{
    public static Run Run(string folder, string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["R"] = Path.Combine(RedoubtProgram.Root, "artifacts", "native", "redoubt");
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Run(process.ExitCode, output, error.Result);
    }
}
