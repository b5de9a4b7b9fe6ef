using System.Text;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>Judging what a change touches is judging everything anew.</summary>
public sealed class VerdictStoreTests
{
    private static readonly PlatformJudge Judge = new(Repository.Catalog, Repository.Catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, KeepPassed = true });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    public void After_any_sequence_of_changes_the_verdicts_are_those_of_a_full_run(int seed)
    {
        var random = new RandomPlatform(seed);
        var platform = random.Start();
        var store = Judge.Start(platform, Stop);
        for (var step = 0; step < 60; step++)
        {
            platform = random.Change(platform, out var change);
            store.Change(platform, Stop);

            Assert.True(Text(Judge.Judge(platform, Stop)) == Text(store.Judgement), $"seed {seed}, step {step}: {change}\n{Difference(Judge.Judge(platform, Stop), store.Judgement)}");
        }
    }

    [Fact]
    public void A_change_that_is_taken_back_leaves_what_was_there()
    {
        var random = new RandomPlatform(5);
        var platform = random.Start();
        var store = Judge.Start(platform, Stop);
        var before = Text(store.Judgement);

        store.Change(random.Change(random.Change(platform, out _), out _), Stop);
        _ = store.Judgement;
        store.Change(platform, Stop);

        Assert.Equal(before, Text(store.Judgement));
    }

    [Fact]
    public void What_was_told_of_the_platform_before_stays_as_it_was()
    {
        var random = new RandomPlatform(6);
        var platform = random.Start();
        var store = Judge.Start(platform, Stop);
        var (judgement, before) = (store.Judgement, Text(store.Judgement));

        store.Change(random.Change(platform, out _), Stop);
        _ = store.Judgement;

        Assert.Equal(before, Text(judgement));
    }

    private static string Difference(Judgement full, Judgement kept)
    {
        var (wanted, got) = (Text(full).Split('\n'), Text(kept).Split('\n'));
        return string.Join('\n', wanted.Except(got).Select(line => "missing " + line).Concat(got.Except(wanted).Select(line => "too much " + line)).Take(20));
    }

    private static string Text(Judgement judgement)
    {
        var text = new StringBuilder();
        foreach (var finding in judgement.Findings)
        {
            text.Append($"{finding.Control.Id} {finding.Subject} {finding.Location} {finding.Message} {finding.Fingerprint} {finding.Copies.Count}\n");
        }

        foreach (var unknown in judgement.Unknowns)
        {
            text.Append($"unknown {unknown.Control.Id} {unknown.Subject} {unknown.Location} {string.Join("; ", unknown.Missing)}\n");
        }

        foreach (var (control, subject) in judgement.Passed)
        {
            text.Append($"passed {control.Id} {subject}\n");
        }

        foreach (var layer in Enum.GetValues<Layer>())
        {
            foreach (var theme in Enum.GetValues<Theme>())
            {
                text.Append($"{layer} {theme} {judgement.Matrix[layer, theme]} {judgement.Matrix.Of(layer, theme)}\n");
            }
        }

        return text.Append(judgement.Counts).Append(string.Join("\n", judgement.Errors)).ToString();
    }
}
