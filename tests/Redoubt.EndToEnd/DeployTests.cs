using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Redoubt.EndToEnd;

/// <summary>The chart and the manifests with which Redoubt runs on a cluster, rendered by the real Helm.</summary>
public sealed partial class DeployTests
{
    private const string Image = "image=registry.example.com/redoubt:0.1.0";

    private static string Deploy => Path.Combine(RedoubtProgram.Root, "deploy");

    private static string Chart => Path.Combine(Deploy, "helm", "redoubt");

    [Fact]
    public void The_chart_is_what_helm_takes()
    {
        var lint = Helm("lint", Chart, "--strict", "--set", Image);

        Assert.True(lint.ExitCode == 0, lint.Output + lint.Error);
    }

    [Fact]
    public void Without_an_image_nothing_is_rendered_and_it_says_what_to_set()
    {
        var rendered = Helm("template", "redoubt", Chart);

        Assert.NotEqual(0, rendered.ExitCode);
        Assert.Contains("--set image=", rendered.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node.yaml", "cluster.enabled=false")]
    [InlineData("cluster.yaml", "node.enabled=false")]
    public void The_manifests_are_what_the_chart_gives_by_its_defaults(string file, string part) =>
        Assert.Equal(File.ReadAllText(Path.Combine(Deploy, "manifests", file)), Render("--namespace", "redoubt", "--set", part));

    [Fact]
    public void The_cluster_part_may_list_what_is_collected_and_nothing_else()
    {
        var role = Documents("node.enabled=false").Single(document => (string)document["kind"]! == "ClusterRole");
        var rules = role["rules"]!.AsArray();

        Assert.All(rules, rule => Assert.Equal(["list"], rule!["verbs"]!.AsArray().Select(verb => (string)verb!)));
        Assert.Equal(Collected().Order(StringComparer.Ordinal), rules.SelectMany(Resources).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_it_cannot_pass_is_what_its_page_says()
    {
        var report = JsonNode.Parse(RedoubtProgram.Run("scan", Path.Combine(Deploy, "manifests"), "--framework", "pss-restricted", "--format", "json").Output)!;
        var failed = report["findings"]!.AsArray().Select(finding => (string)finding!["control"]!).Distinct();

        var told = Row().Matches(File.ReadAllText(Path.Combine(Deploy, "README.md"))).Select(row => row.Groups[1].Value);
        Assert.Equal(told.Order(StringComparer.Ordinal), failed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `([a-z]+/[a-z-]+)` \| node \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static IEnumerable<string> Resources(JsonNode? rule) =>
        from grp in rule!["apiGroups"]!.AsArray()
        from resource in rule["resources"]!.AsArray()
        select $"{grp}/{resource}";

    /// <summary>The kinds of the collector's own list by the rule with which API servers guess a plural (k8s.io/apimachinery, UnsafeGuessKindToResource).</summary>
    private static IEnumerable<string> Collected() =>
        from line in File.ReadLines(Path.Combine(RedoubtProgram.Root, "src", "Redoubt.Collect", "Clusters", "kinds.txt"))
        where line.Length > 0 && !line.StartsWith('#')
        let words = line.Split(' ')
        from kind in words.Skip(1)
        select $"{(words[0] == "core" ? "" : words[0])}/{Plural(kind.ToLowerInvariant())}";

    private static string Plural(string kind) => kind switch
    {
        "*" or "endpoints" => kind,
        _ when kind.EndsWith('s') => kind + "es",
        _ when kind.EndsWith('y') => kind[..^1] + "ies",
        _ => kind + "s",
    };

    internal static IReadOnlyList<JsonNode> Documents(params string[] set)
    {
        // kubectl reads YAML, so that no reader of ours judges what it reads itself.
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Render([.. set.SelectMany(value => new[] { "--set", value })]));
            var read = Run(RealTools.Kubectl, "label", "--local", "-f", file, "read=yes", "-o", "json");
            return ConcatenatedJson(read.Output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<JsonNode> ConcatenatedJson(string text)
    {
        var reader = new System.Text.Json.Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text), new System.Text.Json.JsonReaderOptions { AllowMultipleValues = true });
        var found = new List<JsonNode>();
        while (reader.Read())
        {
            found.Add(JsonNode.Parse(ref reader)!);
        }
        return found;
    }

    private static string Render(params string[] more)
    {
        var rendered = Helm(["template", "redoubt", Chart, "--set", Image, .. more]);
        Assert.True(rendered.ExitCode == 0, rendered.Error);
        return rendered.Output;
    }

    private static Run Helm(params string[] arguments) => Run(Path.Combine(RealTools.Folder, "helm"), arguments);

    private static Run Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Run(process.ExitCode, output, error.Result);
    }
}
