using System.Text;
using Redoubt.Network.Flows;

namespace Redoubt.Network.Tests.Flows;

/// <summary>Flow logs of several makers.</summary>
public sealed class FlowTests
{
    private static readonly Reachability Shop = Platforms.Reach("""
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: i}]}}}

        """ + Platforms.Pod("shop", "db", "app: db", status: "podIP: 10.1.0.5") + Platforms.Pod("shop", "job", "app: job", status: "podIP: 10.1.0.6"));

    private const string Hubble = """{"flow":{"verdict":"FORWARDED","IP":{"source":"10.1.0.9","destination":"10.1.0.5"},"l4":{"TCP":{"source_port":41000,"destination_port":5432}},"source":{"namespace":"shop","pod_name":"web-6d4cf56db6-x2v5c"},"destination":{"namespace":"shop","pod_name":"db"},"is_reply":false}}""";

    [Theory]
    [InlineData(Hubble, "shop/web[Deployment] shop/db[Pod] TCP 5432")]
    [InlineData("""{"start_time":1,"action":"allow","proto":"tcp","source_type":"wep","source_namespace":"shop","source_name_aggr":"web-6d4cf56db6-*","dest_type":"wep","dest_namespace":"shop","dest_name":"db","dest_port":5432}""", "shop/web[Deployment] shop/db[Pod] TCP 5432")]
    [InlineData("version srcaddr dstaddr srcport dstport protocol action\n2 10.1.0.6 10.1.0.5 41000 5432 6 ACCEPT\n2 10.1.0.5 10.1.0.6 5432 41000 6 ACCEPT", "shop/job[Pod] shop/db[Pod] TCP 5432")]
    [InlineData("\"src_ip\",\"dest_ip\",\"src_port\",\"dest_port\",\"protocol\"\n\"10.1.0.6\",\"8.8.8.8\",\"41000\",\"53\",\"17\"", "shop/job[Pod] the internet UDP 53")]
    [InlineData("""{"verdict":"FORWARDED","IP":{"source":"10.1.0.6","destination":"1.1.1.1"},"l4":{"TCP":{"destination_port":443}},"source":{"namespace":"shop","pod_name":"job"},"destination":{"labels":["reserved:world"]}}""", "shop/job[Pod] the internet TCP 443")]
    public void A_connection_that_passed_is_a_need(string log, string need) => Assert.Equal([need], Needs(log, out _).Distinct());

    [Theory]
    [InlineData("FORWARDED", "\"is_reply\":true", "are answers")]
    [InlineData("DROPPED", "\"is_reply\":false", "did not pass")]
    public void An_answer_and_what_was_dropped_ask_for_nothing(string verdict, string reply, string why)
    {
        var needs = Needs(Hubble.Replace("FORWARDED", verdict, StringComparison.Ordinal).Replace("\"is_reply\":false", reply, StringComparison.Ordinal), out var notes);

        Assert.Empty(needs);
        Assert.Contains($"1 lines of the flow log {why}, and ask for nothing", notes);
    }

    [Fact]
    public void A_pod_that_is_not_here_is_told()
    {
        var needs = Needs(Hubble.Replace("\"pod_name\":\"db\"", "\"pod_name\":\"web-canary-6d4cf56db6-x2v5c\"", StringComparison.Ordinal), out var notes);

        Assert.Empty(needs);
        Assert.Contains(notes, note => note.Contains("shop/web-canary-6d4cf56db6-x2v5c", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"verdict\":", "log:1:")]
    [InlineData("hello", "neither JSON of Hubble or Calico")]
    [InlineData("{}", "no flow")]
    [InlineData("[]", "neither")]
    [InlineData("srcaddr dstaddr srcport dstport protocol\n10.0.0.1 10.0.0.2 x y 6", "log:2:1: no flow")]
    public void A_line_that_is_no_flow_is_told_with_its_place(string log, string problem)
    {
        var reader = new FlowReader(Shop);
        reader.Read("log", Text(log));

        Assert.Contains(problem, $"{Assert.Single(reader.Problems)}", StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_on_a_broken_line_is_read()
    {
        var reader = new FlowReader(Shop);
        reader.Read("log", Text($"{{\n{Hubble}\n"));

        Assert.Single(reader.Problems);
        Assert.Equal(1, reader.Count);
    }

    private static string[] Needs(string log, out IReadOnlyList<string> notes)
    {
        var reader = new FlowReader(Shop);
        reader.Read("log", Text(log));
        Assert.Empty(reader.Problems);
        var needs = reader.Needs();
        notes = needs.Notes;
        return [.. needs.All.Select(need => $"{need.From} {need.To} {need.Ports}")];
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
