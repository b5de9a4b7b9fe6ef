using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt completion</c>: what a shell needs to complete commands, options and their values.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # redoubt completion bash > ~/.local/share/bash-completion/completions/redoubt
            _redoubt() {
              local IFS=$'\n'
              COMPREPLY=($(redoubt complete "$COMP_POINT" "$COMP_LINE" 2>/dev/null))
            }
            complete -o bashdefault -o default -F _redoubt redoubt

            """,
        ["zsh"] = """
            #compdef redoubt
            # redoubt completion zsh > "${fpath[1]}/_redoubt"
            _redoubt() {
              local line="${(j: :)words[1,CURRENT]}"
              local -a found=("${(@f)$(redoubt complete "${#line}" "$line" 2>/dev/null)}")
              if [[ -n "$found" ]]; then compadd -- "${found[@]}"; else _files; fi
            }
            if [[ "${funcstack[1]}" == _redoubt ]]; then _redoubt; else compdef _redoubt redoubt; fi

            """,
        ["fish"] = """
            # redoubt completion fish > ~/.config/fish/completions/redoubt.fish
            complete -c redoubt -a '(redoubt complete (string length -- (commandline -cp)) (commandline -cp) 2>/dev/null)'

            """,
    };

    /// <summary>The command that prints a script.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = $"{string.Join(", ", Scripts.Keys)}.", HelpName = "shell" };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new Command("completion", "Print the script by which a shell completes redoubt's commands and options.") { shell };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var index = Choice.Read("completion", parsed.GetValue(shell), [.. Scripts.Keys], problems);
            if (problems.Count > 0)
            {
                return Usage.Refuse(problems);
            }

            Console.Out.Write(Scripts[Scripts.Keys.ElementAt(index)].ReplaceLineEndings("\n"));
            return ExitCode.Good;
        });
        return command;
    }

    /// <summary>The command that the scripts ask: what may stand at a place of a line.</summary>
    public static Command CreateAnswer()
    {
        var position = new Argument<string>("position");
        var line = new Argument<string>("line");
        var command = new Command("complete", "What may stand at a place of a line; asked by the scripts of `redoubt completion`.") { position, line };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var text = parsed.GetValue(line)!;
            var at = int.TryParse(parsed.GetValue(position), CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 0, text.Length) : text.Length;
            foreach (var word in Words(text[..at]))
            {
                Console.Out.Write(word + "\n");
            }

            return ExitCode.Good;
        });
        return command;
    }

    /// <summary>The words that may stand at the end of a line, those that begin as it ends.</summary>
    private static IEnumerable<string> Words(string line)
    {
        // `--format=js` is `--format js`.
        var last = line.LastIndexOf(' ') + 1;
        line = line.AsSpan(last).StartsWith("--") && line.IndexOf('=', last) is > 0 and var equals ? $"{line[..equals]} {line[(equals + 1)..]}" : line;
        var begun = line[(line.LastIndexOf(' ') + 1)..];
        var parsed = CommandLine.Create().Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.GetCompletions().Select(Insert).Where(word => word.StartsWith(begun, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private static string Insert(CompletionItem item) => item.InsertText ?? item.Label;
}
