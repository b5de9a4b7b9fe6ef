using NJsonSchema;

namespace Redoubt.EndToEnd;

/// <summary><c>redoubt network</c> as a person uses it.</summary>
public sealed class NetworkTests : IDisposable
{
    private const string Bookshop = "examples/bookshop";
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("reach", "shop/orders", "data/orders-db", "5432")]
    [InlineData("reach", "ops/metrics", "data/orders-db", "5432")]
    [InlineData("reach", "outside", "shop/storefront")]
    [InlineData("exposed")]
    [InlineData("exposed", "--out")]
    [InlineData("suggest", "-n", "shop")]
    [InlineData("lint")]
    public void Answers_as_a_person_sees_them(params string[] question)
    {
        var run = RedoubtProgram.Run(["network", .. question, Bookshop, "--scope", "whole"]);

        Golden.Check($"network-{string.Join('-', question).Replace('/', '-')}.txt", run.Output);
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("console")]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("dot")]
    [InlineData("html")]
    public void The_map_as_each_reader_sees_it(string format)
    {
        var run = RedoubtProgram.Run("network", "map", "-n", "data", Bookshop, "--scope", "whole", "--format", format);

        Golden.Check($"network-map.{format}", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void A_name_that_is_markup_is_text_on_the_page()
    {
        File.WriteAllText(Path.Combine(_folder, "a.yaml"), """
            apiVersion: v1
            kind: Pod
            metadata: { name: "</script><img src=x onerror=alert(1)>", namespace: shop }
            spec: { containers: [{ name: c, image: i }] }
            """);

        var page = RedoubtProgram.Run("network", "map", _folder, "--format", "html").Output;

        Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reach", "shop/orders", "data/orders-db", "5432")]
    [InlineData("reach", "shop/orders", "data/orders-db")]
    [InlineData("map")]
    [InlineData("exposed")]
    [InlineData("exposed", "--out")]
    [InlineData("diff", Bookshop)]
    [InlineData("lint")]
    [InlineData("suggest")]
    public async Task Each_answer_keeps_the_schema(params string[] question)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(RedoubtProgram.Root, "docs", "schemas", "network-v1.schema.json"), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(RedoubtProgram.Run(["network", .. question, Bookshop, "--format", "json"]).Output));
    }

    [Fact]
    public void Suggested_policies_go_into_a_file_that_closes_and_opens_what_was_said()
    {
        var file = Path.Combine(_folder, "suggested.yaml");
        var run = RedoubtProgram.Run("network", "suggest", Bookshop, "--scope", "whole", "-o", file);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("proved", run.Output, StringComparison.Ordinal);

        Assert.Equal(0, RedoubtProgram.Run("network", "reach", "shop/orders", "data/queue", "5672", Bookshop, file, "--scope", "whole").ExitCode);
        Assert.Equal(1, RedoubtProgram.Run("network", "reach", "shop/catalogue", "data/queue", "5672", Bookshop, file, "--scope", "whole").ExitCode);
        Assert.Equal(0, RedoubtProgram.Run("network", "reach", "shop/catalogue", "data/queue", "5672", Bookshop, "--scope", "whole").ExitCode);
    }

    [Theory]
    [InlineData("srcaddr dstaddr srcport dstport protocol action\n10.1.2.3 10.4.5.6 40000 443 6 ACCEPT\n", 0)]
    [InlineData("nothing of a flow log", 2)]
    public void A_flow_log_that_cannot_be_read_ends_with_2(string log, int code)
    {
        var file = Path.Combine(_folder, "flows");
        File.WriteAllText(file, log);

        var run = RedoubtProgram.Run("network", "suggest", Bookshop, "--scope", "whole", "--from", file);

        Assert.Equal(code, run.ExitCode);
        Assert.Equal(code == 2, run.Error.Contains("flows:1:1: neither JSON", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shop/orders", "5432", 0)]
    [InlineData("ops/metrics", "5432", 1)]
    [InlineData("shop/orders", "5433/udp", 1)]
    [InlineData("shop/oders", "5432", 2)]
    public void Yes_no_and_a_wrong_name_are_exit_codes(string from, string port, int code) =>
        Assert.Equal(code, RedoubtProgram.Run("network", "reach", from, "data/orders-db", port, Bookshop, "--scope", "whole").ExitCode);

    [Fact]
    public void What_may_be_decided_by_policies_that_are_not_here_is_not_known()
    {
        var run = RedoubtProgram.Run("network", "reach", "ops/metrics", "ops/build-runner", "80", $"{Bookshop}/ops.yaml");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("not known", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_less_opens_and_a_gate_says_so()
    {
        var without = Path.Combine(_folder, "without");
        Directory.CreateDirectory(without);
        foreach (var file in Directory.GetFiles(Path.Combine(TestFolders.Root, Bookshop), "*.yaml").Where(file => !file.EndsWith("network.yaml", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(without, Path.GetFileName(file)));
        }

        var run = RedoubtProgram.Run("network", "diff", Bookshop, without, "--gate", "opened", "--format", "csv");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("opened,ops/metrics[Deployment],data/orders-db[StatefulSet]", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, RedoubtProgram.Run("network", "diff", without, Bookshop, "--gate", "opened").ExitCode);
    }

    [Theory]
    [InlineData("- { from: shop/orders, to: data/orders-db, port: 5432, verdict: allowed }", 0)]
    [InlineData("from,to,protocol,port,verdict,because\nops/metrics,data/orders-db,TCP,5432,denied,NetworkPolicy/data/orders-db", 0)]
    [InlineData("- { from: ops/metrics, to: data/orders-db, port: 5432, verdict: allowed }", 1)]
    [InlineData("- { from: ops/metrics, to: data/orders-db, port: 5432, verdict: alowed }", 2)]
    [InlineData("- { from: ops/metric, to: data/orders-db, port: 5432, verdict: denied }", 2)]
    [InlineData("a: [", 2)]
    public void Expectations_are_tests(string expectations, int code)
    {
        var file = Path.Combine(_folder, "expected.txt");
        File.WriteAllText(file, expectations);

        Assert.Equal(code, RedoubtProgram.Run("network", "test", file, Bookshop, "--scope", "whole").ExitCode);
    }

    [Fact]
    public void What_policies_do_not_do_is_told_with_its_line()
    {
        File.WriteAllText(Path.Combine(_folder, "a.yaml"), """
            apiVersion: v1
            kind: Pod
            metadata: { name: web, namespace: shop, labels: { app: web } }
            spec: { containers: [{ name: c, image: i, ports: [{ name: http, containerPort: 80 }] }] }
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: { name: typo, namespace: shop }
            spec: { podSelector: { matchLabels: { app: wbe } } }
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: { name: web, namespace: shop }
            spec:
              podSelector: { matchLabels: { app: web } }
              policyTypes: [Ingress, Egress]
              ingress:
              - ports: [{ port: htpp }]
              - ports: [{ port: 80 }]
              - { from: [{ podSelector: {} }], ports: [{ port: 80 }] }
              - { from: [{ podSelector: { matchLabels: { app: api } } }] }
              egress:
              - ports: [{ port: 53 }]
            """);

        var run = RedoubtProgram.Run("network", "lint", _folder, "--format", "text");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            ["selects-nothing", "unknown-port-name", "shadowed", "matches-nobody", "dns-by-tcp-only", "forgets-dns"],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1]));
    }
}
