using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Redoubt.EndToEnd;

/// <summary>
/// Components as processes, where the kernel tells their file, arguments and short name. Debian has none of Kubernetes' own, so a program that only waits runs under
/// their names.
/// </summary>
[NeedsSystem]
[Collection(ThisMachine.Name)]
public sealed class ComponentProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;
    private readonly List<Process> _processes = [];

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("kube-apiserver", "anonymous-auth", "false", "--anonymous-auth=false", "--authorization-mode", "Node,RBAC")]
    [InlineData("kube-controller-manager", "profiling", "false", "--profiling=false")]
    [InlineData("kube-scheduler", "bind-address", "127.0.0.1", "--bind-address", "127.0.0.1")]
    [InlineData("kubelet", "read-only-port", "0", "--read_only_port=0")]
    [InlineData("kube-proxy", "metrics-bind-address", "0.0.0.0:10249", "--metrics-bind-address=0.0.0.0:10249")]
    public void A_running_component_is_found_by_what_the_kernel_tells_and_its_flags_are_in_effect(string program, string setting, string value, params string[] arguments)
    {
        Start(Waiting(program), arguments);

        var told = Explain($"component/{program}", setting);

        Assert.Equal(value, (string)told["value"]!);
        Assert.Equal("flag", (string)told["because"]![0]!["what"]!);
    }

    [Fact]
    public void A_program_that_only_mentions_a_component_is_none()
    {
        Start(Waiting("watcher"), ["kube-apiserver", "--anonymous-auth=true"]);

        Assert.DoesNotContain("name: kube-apiserver", RedoubtProgram.Run("collect", "node").Output, StringComparison.Ordinal);
    }

    private JsonNode Explain(string component, string setting)
    {
        var file = Path.Combine(_folder, "node.yaml");
        var collected = RedoubtProgram.Run("collect", "node", "-o", file, "--kubernetes", "1.33.4");
        Assert.True(collected.ExitCode == 0, collected.Error);
        var told = RedoubtProgram.Run("explain", component, "--setting", setting, file, "--format", "json");
        Assert.True(told.ExitCode == 0, told.Error);
        return JsonNode.Parse(told.Output)!["rows"]![0]!;
    }

    /// <summary>A program of that name that waits to be ended, whatever it is told.</summary>
    private string Waiting(string name)
    {
        var program = Path.Combine(_folder, name);
        var source = Path.Combine(_folder, "wait.c");
        File.WriteAllText(source, "#include <unistd.h>\nint main(void) { for (;;) pause(); }\n");
        using var compiler = Process.Start(new ProcessStartInfo("cc", [source, "-o", program]) { RedirectStandardError = true })!;
        var error = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, error);
        return program;
    }

    private void Start(string program, string[] arguments) => _processes.Add(Process.Start(new ProcessStartInfo(program, arguments))!);
}
