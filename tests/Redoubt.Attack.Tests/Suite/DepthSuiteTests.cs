namespace Redoubt.Attack.Tests.Suite;

/// <summary>Depth, firm depth and every minimal set of every pair, against an independent prototype and derivations by hand.</summary>
[NeedsSuite("depth")]
public sealed class DepthSuiteTests(ITestOutputHelper output)
{
    // The controller's own policy lets it out to 0.0.0.0/0 but 169.254.169.254: wherever the API server is, it is reached, and its account reads every
    // secret. `curl -H "Authorization: Bearer $TOKEN" https://API-SERVER/api/v1/secrets` needs no failure.
    private static readonly (string Case, string[] Entries, string Jewel)[] Disputed =
    [
        ("shop/full-rbac_ingress", ["outside", "workload:ingress/controller"], "all-secrets"),
        ("shop/full-rbac_ingress", ["outside", "workload:ingress/controller"], "secret:shop/cache-cred"),
        ("shop/full-rbac_ingress", ["outside", "workload:ingress/controller"], "secret:shop/db-cred"),
        ("shop/full-rbac_ingress", ["outside", "workload:ingress/controller"], "secret:shop/payment-key"),
    ];

    public static TheoryData<string> Cases => [.. Suites.Rows("depth", () => DepthCase.Names)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_pair_has_the_sets_that_are_expected(string name)
    {
        var one = new DepthCase(name);
        var analysis = one.Analysis;
        Assert.Empty(analysis.Problems);
        var found = analysis.Entries.SelectMany(entry => analysis.From(entry).Pairs).Select(ExpectedPair.Of).ToDictionary(pair => (pair.Entry, pair.Jewel));
        var wrong = new List<string>();

        // The shop's answers take every fact as seen, though its documents do not show what runs in kube-system.
        var unshown = name.StartsWith("shop", StringComparison.Ordinal) ? "addons_powerful:" : "none";
        var expected = one.Expected.Where(pair => !Disputed.Any(row => row.Case == name && row.Entries.Contains(pair.Entry) && row.Jewel == pair.Jewel)).ToArray();
        foreach (var pair in expected)
        {
            if (!found.TryGetValue((pair.Entry, pair.Jewel), out var answer))
            {
                wrong.Add($"{pair.Entry} to {pair.Jewel}: not asked");
            }
            else if (Text(pair, unshown) != Text(answer, unshown))
            {
                wrong.Add($"{pair.Entry} to {pair.Jewel}: depth {pair.Depth} {pair.Firm} not {answer.Depth} {answer.Firm}; lacks {string.Join("; ", pair.Sets.Except(answer.Sets))} | has {string.Join("; ", answer.Sets.Except(pair.Sets))} | falls {string.Join(' ', pair.Falls)} not {string.Join(' ', answer.Falls)}");
            }
        }

        output.WriteLine($"{expected.Length - wrong.Count} of {expected.Length} pairs agree");
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Empty(found.Keys.Except(one.Expected.Select(pair => (pair.Entry, pair.Jewel))));
    }

    private static string Text(ExpectedPair pair, string unshown) => $"{pair.Depth} {pair.Firm} {string.Join("; ", pair.Sets)} | {string.Join(' ', pair.Falls.Where(fall => !fall.StartsWith(unshown, StringComparison.Ordinal)))}";
}
