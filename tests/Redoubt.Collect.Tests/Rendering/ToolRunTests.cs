using System.Text;
using Redoubt.Collect.Rendering;

namespace Redoubt.Collect.Tests.Rendering;

/// <summary>Programs that behave badly, played by small scripts.</summary>
public sealed class ToolRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Output_is_taken_and_arguments_are_no_shell()
    {
        var result = Run("printf '%s|' \"$@\"", new(), "a b", "$(id)", "'");
        Assert.Equal("do|a b|$(id)|'|", Encoding.UTF8.GetString(result.Output));
        Assert.Null(result.Failure);
    }

    [Fact]
    public void What_it_says_of_its_failure_is_the_failure() => Assert.Equal("no such thing", Run("echo 'no such thing' >&2; exit 3", new()).Failure);

    [Fact]
    public void A_silent_failure_is_one() => Assert.Equal("sh ended with 3 and said nothing", Run("exit 3", new()).Failure);

    [Theory]
    [InlineData("sleep 60", "did nothing for 2 s")]
    [InlineData("sleep 60 & wait", "did nothing for 2 s")]
    [InlineData("while :; do :; done", "more than 1 s of processor time")]
    [InlineData("sh -c 'while :; do :; done' & wait", "more than 1 s of processor time")]
    [InlineData("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done", "more than 10000 bytes")]
    [InlineData("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx >&2; done", "more than 1 s of processor time")]
    public void What_does_not_end_is_ended(string script, string reason)
    {
        var result = Run(script, new() { Time = TimeSpan.FromSeconds(1), IdleTime = TimeSpan.FromSeconds(2), OutputBytes = 10_000 });
        Assert.Contains(reason, result.Failure, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void What_takes_too_much_memory_is_ended() =>
        Assert.Contains("MB of memory", Run("sleep 60", new() { MemoryBytes = 1 }).Failure, StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_run_after_the_time_for_all() =>
        Assert.Contains("in all", Run("echo x", new() { TotalTime = TimeSpan.Zero }).Failure, StringComparison.Ordinal);

    [Fact]
    public void The_environment_is_left_behind()
    {
        Environment.SetEnvironmentVariable("REDOUBT_TEST_SECRET", "hunter2");
        var shown = Encoding.UTF8.GetString(Run("env", new()).Output);
        Assert.DoesNotContain("hunter2", shown, StringComparison.Ordinal);
        Assert.Contains("GIT_ALLOW_PROTOCOL=none", shown, StringComparison.Ordinal);
        Assert.Contains("HTTPS_PROXY=http://127.0.0.1:9", shown, StringComparison.Ordinal);
        Assert.Contains("PATH=", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_not_there_is_a_failure()
    {
        using var work = new WorkFolder();
        Assert.Contains("cannot be run", new ToolRun(new()).Run(new Tool(_folder["nothing"], []), [], work).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_it_works_in_is_gone_afterwards()
    {
        string path;
        using (var work = new WorkFolder())
        {
            path = work.Path;
        }

        Assert.False(Directory.Exists(path));
    }

    private ToolResult Run(string script, RenderOptions options, params string[] arguments)
    {
        _folder.With("tool", script);
        using var work = new WorkFolder();
        return new ToolRun(options).Run(new Tool("/bin/sh", [_folder["tool"], "do"]), arguments, work);
    }
}
