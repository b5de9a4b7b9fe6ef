using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Collect.Ignore;

namespace Redoubt.Collect.Tests.Ignore;

/// <summary>What is ignored is what git ignores: <c>git check-ignore</c> is asked about generated patterns and names.</summary>
public sealed class GitIgnoreLaws
{
    private static readonly string[] PatternParts =
    [
        "a", "b", "ab", "ba", ".yaml", "*", "**", "?", "/", "/", "**/", "/**", "[ab]", "[!a]", "[^a]", "[a-b]", "[b-a]", "[a", "[]a]", "[!]a]", "[[:alpha:]]", "[[:no:]]",
        "[[:alpha]", "[-a]", "[a-]", "[\\]a]", "[a\\-b]", "\\", "\\*", "\\\\", "!", "^", "#", " ", "\\ ", "-", "]", "é", "\r", "\t", "{a,b}",
    ];

    private static readonly string[] NameParts = ["a", "b", "ab", "ba", "aab", "*", "?", "[", "]", "^", "!", "#", " ", "-", "\\", "é", "{a,b}", "[a", ".yaml", "\t"];

    private static readonly Gen<string[]> Rules =
        Gen.Choose(1, 5).SelectMany(count => Gen.Elements(PatternParts).ListOf(count)).Select(parts => string.Concat(parts)).ListOf(3).Select(rules => rules.ToArray());

    private static readonly Gen<string[]> Paths =
        Gen.Choose(1, 3).SelectMany(count => Gen.Elements(NameParts).ListOf(count)).Select(parts => string.Concat(parts))
            .SelectMany(name => Gen.Elements(NameParts).ListOf(2).Select(folders => string.Join('/', [.. folders, name])), (name, path) => name.Length % 2 == 0 ? path : name)
            .ListOf(25).Select(paths => paths.Distinct(StringComparer.Ordinal).ToArray());

    public static Arbitrary<(string[] Rules, string[] Inner, string[] Paths)> Trees { get; } =
        Rules.SelectMany(rules => Rules.SelectMany(inner => Paths.Select(paths => (rules, inner, paths)))).ToArbitrary();

    [Property(Arbitrary = [typeof(GitIgnoreLaws)], MaxTest = 150)]
    public void What_is_ignored_is_what_git_ignores((string[] Rules, string[] Inner, string[] Paths) tree)
    {
        using var folder = new TemporaryFolder();
        var paths = Lay(folder, tree.Paths);
        folder.With(".gitignore", string.Join('\n', tree.Rules)).With("a/.gitignore", string.Join('\n', tree.Inner));
        Git(folder.Path, "", "init", "--quiet");
        HashSet<string> expected = [.. Git(folder.Path, string.Join('\0', paths), "check-ignore", "--no-index", "-z", "--stdin").Split('\0', StringSplitOptions.RemoveEmptyEntries)];
        HashSet<string> actual = [.. paths.Where(path => IsIgnored(folder.Path, path))];

        Assert.True(expected.SetEquals(actual), $"git: {Shown(expected.Except(actual))}; only we: {Shown(actual.Except(expected))}; rules {Shown(tree.Rules)}, in a/ {Shown(tree.Inner)}");
    }

    /// <summary>A row of stars, which a matcher that goes back needs longer than anybody waits for.</summary>
    [Fact]
    public void A_pattern_of_many_stars_is_answered_at_once()
    {
        var rule = IgnoreRule.Parse(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a*", 2_000)) + "b"))!;
        var name = Encoding.UTF8.GetBytes(new string('a', 4_000));

        Assert.False(rule.Fits(name, name, isFolder: false));
    }

    private static string Shown(IEnumerable<string> texts) => string.Join(' ', texts.Select(text => $"«{text}»"));

    /// <summary>Makes the files as far as they can stand beside each other; the files and folders that there are then.</summary>
    private static List<string> Lay(TemporaryFolder folder, string[] paths)
    {
        foreach (var path in paths.Prepend("a/x"))
        {
            var above = Path.GetDirectoryName(folder[path])!;
            var isFree = !Path.Exists(folder[path]);
            for (var at = above; isFree && at.Length > folder.Path.Length; at = Path.GetDirectoryName(at)!)
            {
                isFree = !File.Exists(at);
            }

            if (isFree)
            {
                folder.With(path, "");
            }
        }

        return [.. Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder.Path, path))];
    }

    /// <summary>As a walk asks: what lies in an ignored folder is ignored.</summary>
    private static bool IsIgnored(string root, string path)
    {
        var files = IgnoreFiles.Above(root, []).With(root, []);
        var parts = path.Split('/');
        var at = root;
        foreach (var part in parts)
        {
            at = Path.Combine(at, part);
            if (files.Ignores(at, Directory.Exists(at)))
            {
                return true;
            }

            files = files.With(at, []);
        }

        return false;
    }

    private static string Git(string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode is 0 or 1, error.Result);
        return output;
    }
}
