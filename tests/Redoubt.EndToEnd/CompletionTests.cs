using System.Diagnostics;

namespace Redoubt.EndToEnd;

/// <summary>The shells themselves complete redoubt's words.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("redoubt sc", "scan")]
    [InlineData("redoubt scan --form", "--format")]
    [InlineData("redoubt scan --format js", "json")]
    [InlineData("redoubt scan --format=js", "json")]
    [InlineData("redoubt scan --framework nsa", "nsa-cisa")]
    [InlineData("redoubt scan --gate crit", "critical")]
    [InlineData("redoubt controls show workloads/privileged-", "workloads/privileged-container")]
    [InlineData("redoubt explain not-ren", "not-rendered")]
    [InlineData("redoubt completion f", "fish")]
    public void What_begins_a_word_is_completed(string line, string word)
    {
        var run = RedoubtProgram.Run("complete", line.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), line);

        Assert.Equal(word + "\n", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("redoubt scan --form", "--format")]
    [InlineData("redoubt frameworks sh", "show")]
    [InlineData("redoubt scan --gate crit", "critical")]
    public void Bash_completes(string line, string word) => Assert.Equal(word, Shell("bash", "--norc", "-c", $$"""
        source <(redoubt completion bash)
        COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _redoubt
        complete -p redoubt > /dev/null && printf '%s\n' "${COMPREPLY[@]}"
        """).Trim());

    [Theory]
    [InlineData("redoubt scan --form", "--format")]
    [InlineData("redoubt scan --gate crit", "critical")]
    public void Fish_completes(string line, string word)
    {
        Assert.SkipUnless(IsInstalled("fish"), "fish is not installed: it completes what `redoubt completion fish` says; Debian's package `fish`");

        Assert.Equal(word, Shell("fish", "--no-config", "-c", $"redoubt completion fish | source; complete -C '{line}'").Trim());
    }

    [Theory]
    [InlineData("redoubt scan --form", "--format")]
    [InlineData("redoubt scan --gate crit", "critical")]
    public void Zsh_completes(string line, string word)
    {
        Assert.SkipUnless(IsInstalled("zsh"), "zsh is not installed: it completes what `redoubt completion zsh` says; Debian's package `zsh`");

        // A terminal of its own, in which the key is pressed that completes.
        var screen = Shell("zsh", "-f", "-c", $$"""
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell 'PS1="ready> "; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u -D; source <(redoubt completion zsh); echo set up'
            zpty -r -m shell line '*set up*ready> *'
            zpty -n -w shell $'{{line}}\t'
            for try in {1..50}; do
              sleep 0.1
              while zpty -r -t shell line; do print -rn -- "$line"; done
            done
            """);

        Assert.Contains($"{line[..line.LastIndexOf(' ')]} {word}", screen, StringComparison.Ordinal);
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Shell(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.Combine(RedoubtProgram.Root, "artifacts", "native")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["TERM"] = "dumb";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{output}\n{error.Result}");
        return output;
    }
}
