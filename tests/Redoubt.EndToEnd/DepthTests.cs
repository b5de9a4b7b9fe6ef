using System.Text.Json;
using NJsonSchema;

namespace Redoubt.EndToEnd;

/// <summary><c>redoubt depth</c> and <c>redoubt paths</c> as a person uses them.</summary>
public sealed class DepthTests
{
    private const string Bookshop = "examples/bookshop";

    [Theory]
    [InlineData("depth")]
    [InlineData("depth", "--to", "cluster-admin", "--show", "all")]
    [InlineData("depth", "--to", "node", "--without", "container-runtime")]
    [InlineData("paths", "--to", "cluster-admin", "--from", "shop/orders")]
    [InlineData("paths", "--to", "data:data/orders-db")]
    [InlineData("depth", "--to", "cluster-admin", "--without", "rbac")]
    [InlineData("depth", "--to", "node", "--quiet")]
    [InlineData("plan")]
    [InlineData("plan", "--depth", "3", "--to", "node", "--budget", "2")]
    public void Answers_as_a_person_sees_them(params string[] question)
    {
        var run = RedoubtProgram.Run([.. question, Bookshop]);

        Golden.Check($"{string.Join('-', question).Replace("--", "", StringComparison.Ordinal).Replace('/', '-').Replace(':', '-')}.txt", run.Output);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("dot")]
    [InlineData("mermaid")]
    [InlineData("html")]
    [InlineData("yaml")]
    public void Answers_as_a_program_sees_them(string format)
    {
        var run = RedoubtProgram.Run("paths", "--to", "node", "--from", "ops/metrics", Bookshop, "--format", format);

        Golden.Check($"paths-node.{format}", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("paths")]
    [InlineData("depth")]
    [InlineData("depth", "--show", "all")]
    [InlineData("depth", "--quiet")]
    [InlineData("plan")]
    [InlineData("plan", "--depth", "1", "--to", "secret:shop/storefront")]
    public async Task Answers_keep_their_schema(params string[] question)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(RedoubtProgram.Root, "docs", "schemas", $"{question[0]}-v1.schema.json"), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(RedoubtProgram.Run([.. question, Bookshop, "--format", "json"]).Output));
    }

    [Fact]
    public void Each_derivation_can_be_checked_by_who_reads_it()
    {
        using var paths = JsonDocument.Parse(RedoubtProgram.Run("paths", Bookshop, "--format", "json").Output);
        var (atoms, clauses) = (paths.RootElement.GetProperty("atoms"), paths.RootElement.GetProperty("clauses"));
        var entries = paths.RootElement.GetProperty("entries").EnumerateArray().ToDictionary(entry => entry.GetProperty("name").GetString()!, entry => Numbers(entry, "holds"));
        var derivations = 0;
        foreach (var pair in paths.RootElement.GetProperty("pairs").EnumerateArray())
        {
            foreach (var set in pair.GetProperty("sets").EnumerateArray())
            {
                var (held, failed, last) = (entries[pair.GetProperty("entry").GetString()!].ToHashSet(), new SortedSet<string>(StringComparer.Ordinal), -1);
                foreach (var clause in Numbers(set, "derivation").Select(number => clauses[number]))
                {
                    Assert.Subset(held, Numbers(clause, "needs").ToHashSet());
                    held.Add(last = clause.GetProperty("gives").GetInt32());
                    failed.UnionWith(Texts(clause, "fails"));
                }

                Assert.Equal(Texts(set, "causes"), failed);
                Assert.Equal(Lost(pair.GetProperty("jewel").GetString()!), last < 0 ? "" : atoms[last].GetProperty("name").GetString());
                derivations++;
            }
        }

        Assert.True(derivations > 100);

        static int[] Numbers(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];
        static string[] Texts(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
        static string Lost(string jewel) => jewel switch { "cluster-admin" => "admin", "all-secrets" => "allsecrets", "node" => "node:*", _ => jewel };
    }

    [Theory]
    [InlineData("0", "data:data/cache  fails nothing", "node  fails")]
    [InlineData("1", "node:worker-1,worker-2  fails metadata-guard", " + ")]
    public void Only_ways_of_so_many_failures_are_told(string depth, string told, string left)
    {
        var run = RedoubtProgram.Run("paths", Bookshop, "--depth", depth);

        Assert.Contains(told, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(left, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_workload_is_given_anyway_is_not_ranked()
    {
        Assert.DoesNotContain("secret:shop/storefront  depth 0", RedoubtProgram.Run("depth", Bookshop).Output, StringComparison.Ordinal);
        Assert.Contains("its own", RedoubtProgram.Run("depth", Bookshop, "--to", "secret:shop/storefront", "--show", "all").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yaml")]
    [InlineData("json")]
    [InlineData("csv")]
    public void A_plan_as_a_program_sees_it(string format)
    {
        var run = RedoubtProgram.Run("plan", Bookshop, "--format", format);

        Golden.Check($"plan.{format}", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("--depth", "0")]
    [InlineData("--depth", "deep")]
    [InlineData("--budget", "-1")]
    public void A_plan_refuses_what_is_no_number_for_it(string option, string number) => Assert.Equal(2, RedoubtProgram.Run("plan", Bookshop, option, number).ExitCode);

    [Theory]
    [InlineData("depth=1", 0)]
    [InlineData("depth=2", 1)]
    [InlineData("depth", 2)]
    [InlineData("high", 2)]
    public void A_gate_fails_where_fewer_failures_lose_the_cluster(string gate, int code) => Assert.Equal(code, RedoubtProgram.Run("depth", Bookshop, "--gate", gate).ExitCode);

    [Theory]
    [InlineData("depth=1", 0)]
    [InlineData("depth=2", 1)]
    [InlineData("depth=0", 2)]
    public void A_gate_of_a_scan_is_about_depth_too(string gate, int code) => Assert.Equal(code, RedoubtProgram.Run("scan", Bookshop, "--gate", gate).ExitCode);

    [Fact]
    public void What_nobody_sees_is_never_mixed_with_depth() => Assert.Equal(2, RedoubtProgram.Run("depth", Bookshop, "--quiet", "--gate", "depth=1").ExitCode);

    [Fact]
    public void A_scan_by_risk_tells_what_is_on_an_open_way_first()
    {
        var run = RedoubtProgram.Run("scan", Bookshop, "--sort", "risk");

        Assert.Equal(1, run.ExitCode);
        Assert.InRange(run.Output.IndexOf("on an open way", StringComparison.Ordinal), 0, run.Output.IndexOf("on no way that is known", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--from", "shop/ordres", "shop/ordres")]
    [InlineData("--to", "cluster-amdin", "did you mean `cluster-admin`?")]
    [InlineData("--without", "kernal", "did you mean `kernel`?")]
    public void A_name_that_means_nothing_is_refused_with_the_nearest(string option, string name, string told)
    {
        var run = RedoubtProgram.Run("depth", Bookshop, option, name);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jewels: ['secret:shop/payment-provider', 'workload:shop/orders']", 0, "workload:shop/orders")]
    [InlineData("jewels: ['secret:shop/nothing']", 2, "`secret:shop/nothing` is not here")]
    [InlineData("entries: [{ name: a, workload: shop/nothing }]", 2, "shop/nothing, which is not here")]
    [InlineData("entries: [{ name: a, wrkload: shop/orders }]", 2, "wrkload")]
    [InlineData("entries: [{ name: a, workload: shop/orders, token: shop/orders }]", 2, "an entry has one of")]
    public void The_configuration_names_more_and_cannot_lie(string configuration, int code, string told)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, configuration);

        var run = RedoubtProgram.Run("depth", Bookshop, "--config", file);
        File.Delete(file);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(told, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_documents_changes_nothing()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(TestFolders.Root, Bookshop), "*.yaml").Order(StringComparer.Ordinal)];

        Assert.Equal(
            RedoubtProgram.Run(["depth", "--show", "all", "--format", "json", .. files]).Output,
            RedoubtProgram.Run(["depth", "--show", "all", "--format", "json", .. files.Reverse()]).Output);
    }
}
