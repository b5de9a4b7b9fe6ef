using Redoubt.Attack.Fixes;
using Redoubt.Edit;
using Redoubt.Edit.Patches;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Attack.Plan;

/// <summary>
/// Chooses fixes by an implicit hitting set: the cheapest choice that meets every reason known so far is applied to the evidence, everything is computed again,
/// and each way that is left is one more reason: one of the fixes that touch it and are not yet chosen. A way that none touches cannot be ended by any: fixes only
/// take ways away.
/// </summary>
internal sealed class PlanMaker
{
    /// <summary>The most times that everything is computed again.</summary>
    public const int MostRounds = 60;

    private readonly DepthAnalysis _analysis;
    private readonly IReadOnlyList<AttackEntry> _entries;
    private readonly IReadOnlyList<AttackJewel> _jewels;
    private readonly int _depth;
    private readonly List<Fix> _fixes = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Core> _cores = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Entry, string Jewel), (int Depth, string Why)> _limits = [];

    public PlanMaker(DepthAnalysis analysis, IReadOnlyList<AttackEntry> entries, IReadOnlyList<AttackJewel> jewels, int depth) =>
        (_analysis, _entries, _jewels, _depth) = (analysis, entries, jewels, depth);

    /// <summary>Makes the plan.</summary>
    /// <param name="budget">The most effort; null for all that it takes.</param>
    public DepthPlan Make(int? budget)
    {
        var below = Below(_analysis);
        var choice = new HittingSet([], 0, 0);
        var rounds = 0;
        for (; Learn(choice.Chosen); rounds++)
        {
            if (rounds == MostRounds)
            {
                break;
            }

            int[][] cores = [.. _cores.Values.Where(core => Wanting(core).Any()).Select(core => core.Fixes)];
            choice = HittingSet.Of(cores, [.. _fixes.Select(fix => fix.Effort)]);
        }

        var steps = Steps(choice.Chosen, below, budget, out var beyond, out var end);
        return new DepthPlan
        {
            Depth = _depth,
            Steps = steps,
            Beyond = beyond,
            Effort = choice.Effort,
            AtLeast = choice.AtLeast,
            Below = below.Count,
            Rests = Rests(end),
            Writing = Writing(choice.Chosen.Where(number => steps.Exists(step => step.Say == _fixes[number].Say))),
            Notes =
            [
                .. _analysis.Notes,
                .. rounds == MostRounds ? ["too many rounds: there are ways that this plan does not end"] : Array.Empty<string>(),
                .. _analysis.Settings.Needs.Count == 0 && below.Count > 0 ? ["no network policy is proposed but against the metadata service: `needs` in redoubt.yaml would tell which connections have to stay"] : Array.Empty<string>(),
            ],
        };
    }

    // Each way that is left becomes a reason; whether there was a new one.
    private bool Learn(IReadOnlyList<int> chosen)
    {
        var analysis = On(chosen);
        var finder = analysis.Fixes(_analysis);
        var learned = false;
        foreach (var (depths, pair) in Below(analysis))
        {
            var name = (pair.Entry.Name, pair.Jewel.Name);
            foreach (var set in pair.Sets.Where(set => set.Causes.Count < Goal(name)))
            {
                int[] core = [.. depths.Moves(set).SelectMany(finder.Of).Select(Number).Except(chosen).Distinct().Order()];
                learned = true;
                if (core.Length == 0)
                {
                    _limits[name] = (set.Causes.Count, depths.Way(set) is [.., var last] ? $"{last.Title}{(last.On.Length == 0 ? "" : $": {last.On}")}" : "he has it from the start");
                    break;
                }

                var key = string.Join(' ', core);
                if (!_cores.TryGetValue(key, out var known))
                {
                    _cores.Add(key, known = new Core(core, []));
                }

                known.Pairs[name] = Math.Min(set.Causes.Count, known.Pairs.GetValueOrDefault(name, int.MaxValue));
            }
        }

        return learned;
    }

    // What no fix ends is a limit for its pair, which is raised up to there.
    private int Goal((string, string) pair) => _limits.TryGetValue(pair, out var limit) ? limit.Depth : _depth;

    private IEnumerable<(string Entry, string Jewel)> Wanting(Core core) => core.Pairs.Where(pair => pair.Value < Goal(pair.Key)).Select(pair => pair.Key);

    private List<(EntryDepths Depths, DepthPair Pair)> Below(DepthAnalysis analysis) =>
    [
        .. from depths in analysis.Below(_entries, _jewels, _depth)
           from pair in depths.Pairs
           where pair.Depth < _depth && !_analysis.IsOwn(pair.Entry, pair.Jewel)
           select (depths, pair),
    ];

    private int Number(Fix fix)
    {
        if (!_numbers.TryGetValue(fix.Id, out var number))
        {
            _numbers.Add(fix.Id, number = _fixes.Count);
            _fixes.Add(fix);
        }

        return number;
    }

    private DepthAnalysis On(IReadOnlyList<int> chosen) =>
        chosen.Count == 0 ? _analysis : _analysis.On(FixedObject.On(_analysis.Platform, FixedObject.Of(chosen.SelectMany(number => Original(_fixes[number])))));

    // A fix that was found on a platform with others applied edits the document as it was before all of them.
    private IEnumerable<FixEdit> Original(Fix fix) =>
        fix.Edits.Select(edit => edit.Source is not null && _analysis.Platform.Find(edit.Key) is [var document, ..] && document != edit.Source ? edit with { Source = document, At = default } : edit);

    private List<PlanStep> Steps(IReadOnlyList<int> chosen, List<(EntryDepths Depths, DepthPair Pair)> before, int? budget, out IReadOnlyList<PlanStep> beyond, out DepthAnalysis end)
    {
        var (steps, left, done, rest) = (new List<PlanStep>(), new List<PlanStep>(), new List<int>(), budget ?? int.MaxValue);
        end = _analysis;
        foreach (var number in Ordered(chosen))
        {
            var fix = _fixes[number];
            if (fix.Effort > rest)
            {
                left.Add(Step(fix, 0, before.Count));
                continue;
            }

            rest -= fix.Effort;
            done.Add(number);
            end = On([.. done.Order()]);
            var now = Below(end);
            steps.Add(Step(fix, Raised(before, now), now.Count));
            before = now;
        }

        beyond = left;
        return steps;
    }

    // Next is always what brings the most ways to the depth for the least effort: single steps of several that belong together raise nothing. Where no plan was found that holds,
    // as for an object that is written twice of which one is edited, some ways want what was not chosen.
    private IEnumerable<int> Ordered(IReadOnlyList<int> chosen)
    {
        var done = new HashSet<int>();
        var open = (from core in _cores.Values where core.Fixes.Any(chosen.Contains) from pair in Wanting(core) group core by pair into one orderby one.Key.Entry, one.Key.Jewel select one.ToArray()).ToList();
        while (open.Count > 0)
        {
            var next = open.Select(Missing).DistinctBy(fixes => string.Join(' ', fixes)).MinBy(fixes => (double)fixes.Sum(one => _fixes[one].Effort) / open.Count(pair => !Missing(pair).Except(fixes).Any()))!;
            foreach (var one in next)
            {
                done.Add(one);
                yield return one;
            }

            open.RemoveAll(pair => Missing(pair).Length == 0);
        }

        foreach (var one in chosen.Except(done))
        {
            yield return one;
        }

        int[] Missing(Core[] pair) => [.. pair.Where(core => !core.Fixes.Any(done.Contains)).Select(core => core.Fixes.First(chosen.Contains)).Distinct().Order()];
    }

    private PlanWriting Writing(IEnumerable<int> chosen)
    {
        var (ready, left) = (new List<int>(), new List<(string, string)>());
        foreach (var number in chosen)
        {
            var fix = _fixes[number];
            var why = fix.Missing.Length > 0 ? $"fill in {fix.Missing}"
                : fix.Edits.Any(edit => edit.Key.Kind.Group == EvidenceKinds.Group) ? "it is evidence: change what it was collected from, and collect again"
                : "";
            if (why.Length == 0)
            {
                ready.Add(number);
            }
            else
            {
                left.Add((fix.Say, why));
            }
        }

        var objects = FixedObject.Of(ready.SelectMany(number => Original(_fixes[number]))).Where(one => one.IsChanged);
        return new PlanWriting(
            [.. objects.Select(one => one.Source is { } source ? new PlannedObject(one.Key, source, FieldChanges.Of(source, one.After), "") : new PlannedObject(one.Key, null, [], BlockYaml.Of(one.After)))],
            left, Below(On(ready)).Count);
    }

    private static int Raised(List<(EntryDepths Depths, DepthPair Pair)> before, List<(EntryDepths Depths, DepthPair Pair)> after)
    {
        var now = after.ToDictionary(one => (one.Pair.Entry.Name, one.Pair.Jewel.Name), one => one.Pair.Depth);
        return before.Count(one => !now.TryGetValue((one.Pair.Entry.Name, one.Pair.Jewel.Name), out var depth) || depth > one.Pair.Depth);
    }

    private PlanStep Step(Fix fix, int raises, int below) => new(fix.Say, fix.Effort, raises, below, [.. Original(fix).Select(edit => PatchText.Of(FixedObject.Of([edit])[0], edit))]) { Missing = fix.Missing };

    private IReadOnlyList<PlanRest> Rests(DepthAnalysis end) =>
    [
        .. from one in Below(end)
           let pair = one.Pair
           let isLimit = _limits.TryGetValue((pair.Entry.Name, pair.Jewel.Name), out var limit) && pair.Depth == limit.Depth
           select new PlanRest(pair.Entry.Name, pair.Jewel.Name, pair.DepthText, isLimit ? _limits[(pair.Entry.Name, pair.Jewel.Name)].Why : ""),
    ];

    // The fixes of which one has to be chosen, and the failures that suffice for each pair without.
    private sealed record Core(int[] Fixes, Dictionary<(string Entry, string Jewel), int> Pairs);
}
