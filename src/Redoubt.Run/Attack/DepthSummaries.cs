using Redoubt.Attack;
using Redoubt.Catalog;
using Redoubt.Evidence;

namespace Redoubt.Run.Attack;

/// <summary>What a scan says of depth: of each kind of jewel the one that is nearest.</summary>
internal static class DepthSummaries
{
    // Beyond, the search takes longer than the rest of the scan.
    private const int MostWorkloads = 300;

    private static readonly (string Name, Func<string, bool> IsMeant)[] Kinds =
    [
        ("cluster-admin", name => name == "cluster-admin"), ("all-secrets", name => name == "all-secrets"), ("nodes", name => name.StartsWith("node", StringComparison.Ordinal)),
        ("stores", name => name.StartsWith("data:", StringComparison.Ordinal)), ("secrets", name => name.StartsWith("secret:", StringComparison.Ordinal)),
    ];

    /// <summary>What is said where a platform is too large for it to be asked beside a scan.</summary>
    public static readonly string TooLarge = $"more than {MostWorkloads} workloads: `redoubt depth` says how many things must fail before something is lost";

    /// <summary>Whether it takes longer than the rest of a scan.</summary>
    /// <param name="platform">The platform.</param>
    public static bool IsLarge(Platform platform) => platform.Workloads.Skip(MostWorkloads).Any();

    /// <summary>Sums a platform up; null where nobody could come in.</summary>
    /// <param name="analysis">The platform.</param>
    /// <param name="asksRisk">Whether it is asked which objects are on a way.</param>
    public static DepthSummary? Of(DepthAnalysis analysis, bool asksRisk)
    {
        var nearest = analysis.Nearest([.. Kinds.Select(kind => (Func<AttackJewel, bool>)(jewel => kind.IsMeant(jewel.Name)))]);
        var jewels = Kinds.Zip(nearest).Where(kind => kind.Second is not null).Select(kind => Jewel(kind.First.Name, kind.Second!)).ToArray();
        return jewels.Length == 0 && analysis.Problems.Count == 0 ? null : new DepthSummary(jewels, [.. analysis.Problems, .. analysis.Notes])
        {
            Reached = asksRisk ? Reached(analysis, analysis.From(analysis.Entries, isForAll: false)) : new Dictionary<SubjectName, DepthWay>(),
        };
    }

    // What makes the nearest way of each entry to each jewel possible.
    private static Dictionary<SubjectName, DepthWay> Reached(DepthAnalysis analysis, IReadOnlyList<EntryDepths> found)
    {
        var reached = new Dictionary<SubjectName, DepthWay>();
        var ways = from depths in found from pair in depths.Pairs where !analysis.IsOwn(pair.Entry, pair.Jewel) from set in pair.Sets.Take(1) select (pair, set, Steps: depths.Way(set));
        foreach (var (pair, set, steps) in ways.OrderBy(way => way.set.Causes.Count).ThenBy(way => way.Steps.Count))
        {
            var way = new DepthWay(pair.Jewel.Name, pair.Entry.Name, set.Causes, [.. steps.Select(step => DepthSteps.Of(step))]);
            foreach (var document in steps.Select(step => step.Document).OfType<Document>())
            {
                reached.TryAdd(new SubjectName(document.ApiVersion, document.Kind, document.Namespace, document.Name), way);
            }
        }

        return reached;
    }

    private static JewelDepth Jewel(string name, DepthPair pair)
    {
        var least = pair.Sets.Where(set => set.Causes.Count == pair.Depth).ToArray();
        return new JewelDepth
        {
            Name = name,
            Depth = pair.DepthText,
            AtLeast = pair.AtLeast,
            From = pair.Entry.Name,
            Mechanisms = least.SelectMany(set => set.Mechanisms).Distinct().GroupBy(one => one.Layer)
                .ToDictionary(group => LayerOf(group.Key), group => (IReadOnlyList<string>)[.. group.Select(one => one.Mechanism).Order(StringComparer.Ordinal)]),
            SinglePoints = [.. pair.Sets.Where(set => set.Causes.Count == 1).Select(set => set.Causes[0])],
            Falls = pair.Falls is [var worst, ..] ? $"falls to {worst.Depth} if {worst.Say}{(pair.Falls.Count > 1 ? $", +{pair.Falls.Count - 1}" : "")}: {worst.Look}" : "",
        };
    }

    private static Layer LayerOf(string name) => Names.TryLayer(name, out var layer) ? layer : throw new InvalidOperationException($"`{name}` is no layer");
}
