using System.CommandLine;
using Redoubt.Collect;

namespace Redoubt.Cli.Commands.Init;

/// <summary><c>redoubt init</c>: a first configuration, with what it may say, and the file of the CI service that the repository uses.</summary>
internal static class InitCommand
{
    private static readonly (string Name, string File)[] Services =
        [("github", ".github/workflows/redoubt.yaml"), ("gitlab", ".gitlab/redoubt.yml"), ("pre-commit", ".pre-commit-config.yaml")];

    private static readonly string[] Choices = [.. Services.Select(service => service.Name), "none"];

    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The repository.", DefaultValueFactory = _ => "." };
        var ci = new Option<string[]>("--ci") { Description = $"{string.Join(", ", Choices)}; may be given several times. [default: what the repository shows]", HelpName = "service" };
        ci.CompletionSources.Add(Choices);
        var command = new Command("init", "Begin: write a commented redoubt.yaml and the file for CI. What is there already stays.") { folder, ci };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            string[]? asked = parsed.GetValue(ci) is { Length: > 0 } said ? [.. said.Select(one => Choice.Read("--ci", one, Choices, problems)).Where(one => one >= 0).Select(one => Choices[one])] : null;
            var root = parsed.GetValue(folder)!;
            if (!Directory.Exists(root))
            {
                problems.Add($"{root}: no such folder");
            }

            return problems.Count > 0 ? Usage.Refuse(problems) : Write(root, RepositoryView.Of(root), asked);
        });
        return command;
    }

    private static int Write(string root, RepositoryView view, string[]? asked)
    {
        var paths = string.Join(' ', view.Paths.Select(path => path.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-')) ? $"'{path}'" : path));
        var owners = view.HasOwners
            ? "# CODEOWNERS is read; what it does not say can stand here.\nowners: { labels: [team] }\n"
            : "# owners:\n#   labels: [team]                             # the value of this label is the team\n#   list:\n#   - { team: platform, layer: cluster }\n#   - { team: shop, namespace: \"shop-*\" }\n";
        var files = new List<(string File, string Text)> { ("redoubt.yaml", Template("redoubt.yaml").Replace("@OWNERS@\n", owners, StringComparison.Ordinal)) };
        files.AddRange(Services.Where(service => (asked ?? view.Ci).Contains(service.Name)).Select(service => (service.File, Template($"{service.Name}.yaml").Replace("@PATHS@", paths, StringComparison.Ordinal))));
        foreach (var (file, text) in files)
        {
            if (Put(root == "." ? file : Path.Combine(root, file), text) is { } problem)
            {
                return Usage.Refuse([problem]);
            }
        }

        if (asked is null && view.Ci.Count == 0)
        {
            Console.WriteLine($"no CI service was seen: --ci {string.Join(", ", Services.Select(service => service.Name))}");
        }

        Console.WriteLine(PlainText.Of($"next: redoubt scan {paths}"));
        return ExitCode.Good;
    }

    private static string? Put(string file, string text)
    {
        if (Path.Exists(file))
        {
            Console.WriteLine(PlainText.Of($"{file}: there already, left as it is"));
            return null;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, text);
            Console.WriteLine(PlainText.Of($"{file}: written"));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{file}: cannot be written: {SystemFault.Of(e)}";
        }
    }

    private static string Template(string name)
    {
        using var reader = new StreamReader(typeof(InitCommand).Assembly.GetManifestResourceStream($"init/{name}")!);
        return reader.ReadToEnd();
    }
}
