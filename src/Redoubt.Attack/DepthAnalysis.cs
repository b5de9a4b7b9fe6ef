using Redoubt.Attack.Ends;
using Redoubt.Attack.Fixes;
using Redoubt.Attack.Model;
using Redoubt.Attack.Network;
using Redoubt.Attack.Paths;
using Redoubt.Attack.Plan;
using Redoubt.Attack.Relations;
using Redoubt.Attack.Rights;
using Redoubt.Attack.Search;
using Redoubt.Attack.Techniques;
using Redoubt.Attack.Things;
using Redoubt.Evidence;

namespace Redoubt.Attack;

/// <summary>
/// Defence in depth, measured: for every entry and every jewel of a platform the minimal sets of what must fail before the one leads to the other
/// (docs/depth.md). Immutable.
/// </summary>
public sealed class DepthAnalysis
{
    private readonly Lazy<AttackModel> _built;
    private readonly EntryList _entries;
    private readonly Ground _ground;
    private readonly TechniqueCatalog _techniques;
    private readonly IReadOnlyCollection<string> _without;

    /// <param name="platform">The evidence.</param>
    /// <param name="minor">The minor version of Kubernetes.</param>
    /// <param name="techniques">How an attacker moves.</param>
    /// <param name="settings">What the configuration says.</param>
    /// <param name="without">Mechanisms that are taken to have failed already.</param>
    /// <param name="isQuiet">Whether it is asked what must fail for nobody to see it: what records an attack has to fail too. Never to be mixed with depth.</param>
    public DepthAnalysis(
        Platform platform, int minor, TechniqueCatalog techniques, AttackSettings? settings = null, IReadOnlyCollection<string>? without = null, bool isQuiet = false)
    {
        (Settings, _techniques, _without, IsQuiet) = (settings ??= AttackSettings.None, techniques, without ?? [], isQuiet);
        _ground = new Ground(new Inventory(platform, minor, settings.OwnImages));
        var problems = new List<string>();
        _built = new Lazy<AttackModel>(() => ModelOf(_ground, techniques, _without, isQuiet));
        _entries = new EntryList(_ground);
        Entries = _entries.Of(settings, problems);
        Jewels = new JewelList(_ground).With(settings.Jewels, problems);
        Notes = _ground.Inventory.Pods.Count > 0 && _ground.Network.IsCut ? ["too many pairs of workloads: network policies are not weighed, and every connection counts as open"] : [];
        Problems = [.. techniques.Problems.Select(problem => problem.ToString()), .. problems];
    }

    /// <summary>Whether it is asked what must fail for nobody to see it.</summary>
    public bool IsQuiet { get; }

    /// <summary>What is wrong with techniques, and what the configuration names that is not there.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What whoever reads the answers should know: what a limit left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Where an attacker may begin.</summary>
    public IReadOnlyList<AttackEntry> Entries { get; }

    /// <summary>What must not be lost.</summary>
    public IReadOnlyList<AttackJewel> Jewels { get; }

    /// <summary>What the configuration says.</summary>
    public AttackSettings Settings { get; }

    // Clauses are made when something is searched for: where nobody could come in, nothing is.
    internal AttackModel Model => _built.Value;

    internal Platform Platform => _ground.Inventory.Platform;

    /// <summary>The fixes of steps on this platform.</summary>
    /// <param name="before">The same before any fix.</param>
    internal FixFinder Fixes(DepthAnalysis before) => new(new FixGround(_ground, before._ground, Settings.Needs));

    /// <summary>How many clauses there are.</summary>
    public int Clauses => Model.Clauses.Count;

    /// <summary>What the ways from entries to jewels rest on, for programs.</summary>
    /// <param name="found">What was found, of this analysis.</param>
    /// <param name="mostCauses">The most causes of a set that is told.</param>
    public PathBook BookOf(IReadOnlyList<EntryDepths> found, int mostCauses = FailureSet.MostCauses) => new(Model, found, mostCauses);

    /// <summary>What all clauses say, as texts that are the same for two platforms.</summary>
    internal HashSet<string> ClauseTexts() => [.. Enumerable.Range(0, Model.Clauses.Count).Select(Model.TextOf)];

    /// <summary>What a clause says.</summary>
    internal string ClauseText(int clause) => Model.TextOf(clause);

    /// <summary>What stands between an entry and jewels.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="jewels">The jewels; null for all.</param>
    /// <param name="isForAll">Whether all minimal sets are searched for, and not only those up to the size at which each jewel has one.</param>
    public EntryDepths From(AttackEntry entry, IReadOnlyList<AttackJewel>? jewels = null, bool isForAll = true) => From([entry], jewels, isForAll)[0];

    /// <summary>What stands between entries and jewels. Entries that are alike are searched from once.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="jewels">The jewels; null for all.</param>
    /// <param name="isForAll">Whether all minimal sets are searched for, and not only those up to the size at which each jewel has one.</param>
    public IReadOnlyList<EntryDepths> From(IReadOnlyList<AttackEntry> entries, IReadOnlyList<AttackJewel>? jewels = null, bool isForAll = true) =>
        Search(entries, jewels ??= Jewels, FailureSet.MostCauses, isForAll ? null : _ => jewels.Select(jewel => new[] { jewel }));

    /// <summary>
    /// Of each kind of jewels what lies between the one that is nearest to any entry, its own aside, and that entry. Each search goes one cause further, for the
    /// kinds of which nothing was found yet: what is far away costs most.
    /// </summary>
    /// <param name="kinds">Tell of which kind a jewel is.</param>
    /// <returns>Null for a kind of which nothing is there.</returns>
    public IReadOnlyList<DepthPair?> Nearest(IReadOnlyList<Func<AttackJewel, bool>> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var nearest = new DepthPair?[kinds.Count];
        for (var depth = 1; depth <= FailureSet.MostCauses; depth++)
        {
            int[] open = [.. Enumerable.Range(0, kinds.Count).Where(kind => nearest[kind]?.Depth is null)];
            AttackJewel[] jewels = [.. Jewels.Where(jewel => open.Any(kind => kinds[kind](jewel)))];
            var pairs = Search(Entries, jewels, depth, entry => open.Select(kind => jewels.Where(jewel => kinds[kind](jewel) && !IsOwn(entry, jewel))))
                .SelectMany(depths => depths.Pairs).Where(pair => !IsOwn(pair.Entry, pair.Jewel)).ToArray();
            foreach (var kind in open)
            {
                nearest[kind] = pairs.Where(pair => kinds[kind](pair.Jewel)).Order(DepthPair.ByNearness).FirstOrDefault();
            }
        }

        return nearest;
    }

    /// <summary>What to do so that jewels are not lost by fewer failures than asked for; every claim is computed anew on the platform as it would be then.</summary>
    /// <param name="depth">The depth to reach, from 1 to 4.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="jewels">The jewels.</param>
    /// <param name="budget">The most effort; null for all that it takes.</param>
    public DepthPlan PlanFor(int depth, IReadOnlyList<AttackEntry> entries, IReadOnlyList<AttackJewel> jewels, int? budget = null) => new PlanMaker(this, entries, jewels, depth).Make(budget);

    /// <summary>How many pairs of entry and jewel are lost by fewer failures than asked for; what an entry has by what it is, is none.</summary>
    /// <param name="depth">The depth, from 1 to 4.</param>
    /// <param name="entries">The entries, by name: those that are here.</param>
    /// <param name="jewels">The jewels, by name: those that are here.</param>
    public int CountBelow(int depth, IReadOnlyCollection<string> entries, IReadOnlyCollection<string> jewels) =>
        Below([.. entries.Select(Find).OfType<AttackEntry>()], [.. Jewels.Where(jewel => jewels.Contains(jewel.Name))], depth).SelectMany(depths => depths.Pairs).Count(pair => pair.Depth < depth && !IsOwn(pair.Entry, pair.Jewel));

    /// <summary>Whether an entry has a jewel by what it is: a workload its own secrets, a store its own data. No plan could change that.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="jewel">The jewel.</param>
    public bool IsOwn(AttackEntry entry, AttackJewel jewel) => _ground.Inventory.Pods.Any(pod => entry.Holds.Any(atom => atom.StartsWith($"exec:{pod.Id}/", StringComparison.Ordinal))
        && (jewel.Atom == $"data:{pod.Id}" || jewel.Atom == $"foot:{pod.Id}" || pod.Secrets.Any(secret => jewel.Atom == $"secret:{secret}")));

    /// <summary>The same questions on another platform.</summary>
    internal DepthAnalysis On(Platform platform) => new(platform, _ground.Inventory.Minor, _techniques, Settings, _without, IsQuiet);

    /// <summary>What leads from entries to jewels by fewer failures than these.</summary>
    internal IReadOnlyList<EntryDepths> Below(IReadOnlyList<AttackEntry> entries, IReadOnlyList<AttackJewel> jewels, int depth) =>
        Search(entries, jewels, depth - 1, kinds: null);

    /// <summary>
    /// The entry of a name, also one that is not among <see cref="Entries"/>: <c>workload:NAMESPACE/NAME</c>, <c>sa:NAMESPACE/NAME</c>, <c>user:NAME</c>,
    /// <c>group:NAME</c>.
    /// </summary>
    /// <param name="name">The name; without its kind where that leaves no doubt.</param>
    /// <returns>Null if there is none.</returns>
    public AttackEntry? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name || entry.Name == $"entry:{name}") ?? _entries.Find(name);

    private IReadOnlyList<EntryDepths> Search(
        IReadOnlyList<AttackEntry> entries, IReadOnlyList<AttackJewel> jewels, int depth, Func<AttackEntry, IEnumerable<IEnumerable<AttackJewel>>>? kinds) =>
        entries.Count == 0 || jewels.Count == 0 ? [] : new EntrySearch(Model, entries, jewels, depth, kinds).Depths;

    private static AttackModel ModelOf(Ground ground, TechniqueCatalog techniques, IReadOnlyCollection<string> without, bool isQuiet)
    {
        var builder = new ModelBuilder(techniques.Mechanisms, without);
        var standing = new StandingClauses(builder, ground);
        standing.Add();
        new FallenClauses(builder, ground).Add(without);
        new RightClauses(builder, ground.Inventory, ground.Identities, techniques.Rights).Add();
        new NetworkClauses(builder, ground).Add();
        var clauses = new TechniqueClauses(builder, ground, isQuiet);
        var language = techniques.Language(ground.Inventory.Minor);
        foreach (var technique in techniques.Techniques)
        {
            clauses.Add(new CompiledTechnique(technique, language));
        }

        standing.AddRights(builder.Needed("can:"));
        return builder.Build(new GuardTeller(ground, language));
    }
}
