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
    public void Answers_as_a_program_sees_them(string format)
    {
        var run = RedoubtProgram.Run("paths", "--to", "node", "--from", "ops/metrics", Bookshop, "--format", format);

        Golden.Check($"paths-node.{format}", run.Output);
        Assert.Equal(0, run.ExitCode);
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
