using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Redoubt.EndToEnd;

/// <summary>What the pages tell a stranger to type is there: commands, options, and the snippets for CI, which are run.</summary>
public sealed partial class DocumentationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public static TheoryData<string> Pages => [.. Files().Select(file => Path.GetRelativePath(RedoubtProgram.Root, file))];

    public static TheoryData<string> Repositories => [.. new[] { ".github/workflows/redoubt.yaml", ".gitlab-ci.yml" }];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_and_options_on_a_page_are_those_of_the_program(string page)
    {
        foreach (var command in Commands(File.ReadAllText(Path.Combine(RedoubtProgram.Root, page))))
        {
            string[] words = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
            string[] path = [.. words.TakeWhile(word => CommandName().IsMatch(word)).Take(2)];
            var help = Help(path);
            Assert.True(help is not null, $"{page}: `{command}` is no command");
            foreach (var option in words.Where(word => word.StartsWith('-') && word.TrimEnd('.', ',').Length > 1 && word != "--").Select(word => word.Split('=')[0].TrimEnd('.', ',')))
            {
                Assert.True(Regex.IsMatch(help, $@"(^|[ ,]){Regex.Escape(option)}([ ,]|$)", RegexOptions.Multiline), $"{page}: `{option}` is no option of `{command}`");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Snippets_of_yaml_on_a_page_parse_and_links_lead_somewhere(string page)
    {
        var text = File.ReadAllText(Path.Combine(RedoubtProgram.Root, page));
        foreach (var snippet in Snippets(text).Where(snippet => snippet.Language == "yaml"))
        {
            new YamlStream().Load(new StringReader(snippet.Text));
        }

        foreach (Match link in Link().Matches(text))
        {
            var target = Path.Combine(RedoubtProgram.Root, Path.GetDirectoryName(page)!, link.Groups["file"].Value);
            Assert.True(Path.Exists(target), $"{page}: {link.Groups["file"].Value} is not there");
        }
    }

    [Theory]
    [MemberData(nameof(Repositories))]
    public void The_snippet_for_CI_gets_the_program_and_fails_for_what_is_found(string file)
    {
        Repository();
        var script = string.Join('\n', Steps(SnippetOf(file)));
        var run = ShellScript.Run(_folder, $"export REDOUBT_URL='file://{_folder}/redoubt.tar.gz' GITHUB_STEP_SUMMARY=summary.md\nset -eo pipefail\n{script}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cluster-admin-binding", run.Output, StringComparison.Ordinal);
        Assert.Contains("cluster-admin-binding", File.ReadAllText(Path.Combine(_folder, file.StartsWith(".github", StringComparison.Ordinal) ? "summary.md" : "redoubt.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hook_for_pre_commit_fails_for_what_is_found()
    {
        Repository();
        var hook = (YamlMappingNode)SnippetOf(".pre-commit-config.yaml")["repos"][0]["hooks"][0];
        var run = ShellScript.Run(_folder, $"mkdir bin && tar xzf redoubt.tar.gz --strip-components=1 -C bin\nPATH=$PWD/bin:$PATH {hook["entry"]}");

        Assert.Equal("false", hook["pass_filenames"].ToString());
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FAILED", run.Output, StringComparison.Ordinal);
    }

    // A repository with manifests, and the archive as `./release` lays it out.
    private void Repository() => Assert.Equal(0, ShellScript.Run(_folder, $"""
        set -e
        cp -r '{RedoubtProgram.Root}/examples/bookshop' k8s
        mkdir redoubt-1
        printf '#!/bin/sh\nexec "{Program()}" "$@"\n' > redoubt-1/redoubt && chmod +x redoubt-1/redoubt
        tar czf redoubt.tar.gz redoubt-1
        """).ExitCode);

    private static string Program()
    {
        var native = Path.Combine(RedoubtProgram.Root, "artifacts", "native", "redoubt");
        return File.Exists(native) ? native : Path.Combine(RedoubtProgram.Root, "redoubt");
    }

    private static YamlMappingNode SnippetOf(string file)
    {
        var text = Snippets(File.ReadAllText(Path.Combine(RedoubtProgram.Root, "docs", "ci.md"))).Single(snippet => snippet.Text.StartsWith($"# {file}\n", StringComparison.Ordinal)).Text;
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static IEnumerable<string> Steps(YamlMappingNode snippet) => snippet.Children.ContainsKey("jobs")
        ? ((YamlSequenceNode)snippet["jobs"]["redoubt"]["steps"]).OfType<YamlMappingNode>().Where(step => step.Children.ContainsKey("run")).Select(step => step["run"].ToString())
        : ((YamlSequenceNode)snippet["redoubt"]["script"]).Select(step => step.ToString());

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(RedoubtProgram.Root, "docs"), "*.md").Append(Path.Combine(RedoubtProgram.Root, "README.md"))
            .Append(Path.Combine(RedoubtProgram.Root, "CONTRIBUTING.md")).Order(StringComparer.Ordinal);

    private static IEnumerable<(string Language, string Text)> Snippets(string text) =>
        Fences().Matches(text).Select(match => (match.Groups["language"].Value, match.Groups["text"].Value));

    // Each line of a block that types the program, without its comment and what comes after a pipe.
    private static IEnumerable<string> Commands(string text) => Snippets(text).Where(snippet => snippet.Language is "console" or "yaml" or "sh")
        .SelectMany(snippet => snippet.Text.Split('\n')).Select(line => Typed().Match(line)).Where(match => match.Success).Select(match => match.Value.Trim());

    private static readonly Dictionary<string, string?> Known = [];

    private static string? Help(string[] path)
    {
        var name = string.Join(' ', path);
        lock (Known)
        {
            if (!Known.TryGetValue(name, out var help))
            {
                var run = RedoubtProgram.Run([.. path, "--help"]);
                Known[name] = help = run.ExitCode == 0 ? run.Output : path.Length > 1 ? Help(path[..1]) : null;
            }

            return help;
        }
    }

    [GeneratedRegex("""^```(?<language>\w*)\n(?<text>.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"(?<=^\s*|\| |: |- )(\./)?redoubt [^#|&,]*")]
    private static partial Regex Typed();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"\]\((?<file>[^)#:]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
