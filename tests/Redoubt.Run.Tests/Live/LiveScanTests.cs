using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Run.Live;

namespace Redoubt.Run.Tests.Live;

/// <summary>A scan that goes on while files change says what a scan of the files as they are says.</summary>
public sealed class LiveScanTests : IDisposable
{
    private static readonly string[] Pieces = ["x", "1", " # seen", "\n", "\n  # a line\n", "---\n", "\t", "'", "&a ", "privileged: true", "é", "𝒶"];

    private readonly string _root = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_any_sequence_of_keys_it_finds_what_a_new_scan_finds(int seed)
    {
        var (random, text) = (new Random(seed), string.Join("---\n", Enumerable.Range(0, 6).Select(Workload)));
        var live = Start(text);
        for (var step = 0; step < 25; step++)
        {
            text = Typed(random, text);
            live.Change(Name, text);

            Assert.Equal(Text(Start(text).Judgement), Text(live.Judgement));
        }
    }

    [Fact]
    public void A_fix_below_what_was_typed_is_written_where_its_object_stands_now()
    {
        var text = string.Join("---\n", Enumerable.Range(0, 3).Select(Workload));
        var live = Start(text);
        text = text.Replace("name: web0,", "name: web0000,", StringComparison.Ordinal);
        live.Change(Name, text);

        var fixes = live.Judgement.Findings.Where(finding => finding.Subject.Name == "web2" && finding.Fix is { Edits.Count: > 0 }).ToArray();

        Assert.NotEmpty(fixes);
        Assert.All(fixes, finding => Assert.Equal(Fresh(text, finding), Edits(live, finding)));
    }

    private string Name => Path.Combine(_root, "web.yaml");

    private string Fresh(string text, Finding finding)
    {
        var scan = Start(text);
        return Edits(scan, scan.Judgement.Findings.Single(one => one.Control.Id == finding.Control.Id && one.Location == finding.Location && one.Fingerprint == finding.Fingerprint));
    }

    private static string Edits(LiveScan scan, Finding finding)
    {
        var editing = scan.Edit(finding);
        return $"{editing.Objection} {string.Join("; ", editing.Edits)}";
    }

    private LiveScan Start(string text)
    {
        File.WriteAllText(Name, text);
        return Scan.Prepare(new ScanRequest { Paths = [_root] }, []).Live();
    }

    private static string Typed(Random random, string text)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(4) switch
        {
            0 => text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at)),
            1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            2 => $"{text}---\n{Workload(random.Next(8))}",
            _ => text.Replace($"replicas: {random.Next(3)}", $"replicas: {random.Next(3)}", StringComparison.Ordinal),
        };
    }

    private static string Workload(int number) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web{{number}}, namespace: shop }
        spec:
          replicas: {{number % 3}}
          selector: {matchLabels: {app: web} }
          template:
            metadata: {labels: {app: web} }
            spec:
              containers:
              - name: web
                image: web
                args: |
                  - one

        """;

    private static string Text(Judgement judgement) => string.Join('\n', judgement.Findings
        .Select(finding => $"{finding.Control.Id} {finding.Subject} {finding.Location} {finding.Message} {finding.Fingerprint} {finding.Copies.Count}")
        .Concat(judgement.Unknowns.Select(unknown => $"unknown {unknown.Control.Id} {unknown.Subject} {unknown.Location}"))
        .Order(StringComparer.Ordinal).Append($"{judgement.Counts}"));
}
