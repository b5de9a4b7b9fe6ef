using Redoubt.Attack.Ends;
using Redoubt.Attack.Facts;
using Redoubt.Attack.Model;
using Redoubt.Attack.Network;
using Redoubt.Attack.Probes;
using Redoubt.Attack.Relations;
using Redoubt.Attack.Rights;
using Redoubt.Attack.Search;
using Redoubt.Attack.Techniques;
using Redoubt.Attack.Things;
using Redoubt.Catalog;
using Redoubt.Evidence;

namespace Redoubt.Attack;

/// <summary>
/// Defence in depth, measured: for every entry and every jewel of a platform the minimal sets of what must fail before the one leads to the other
/// (docs/depth.md). Immutable.
/// </summary>
public sealed class DepthAnalysis
{
    private readonly AttackModel _model;
    private readonly EntryList _entries;

    /// <param name="platform">The evidence.</param>
    /// <param name="minor">The minor version of Kubernetes.</param>
    /// <param name="facts">The derived facts of controls.</param>
    /// <param name="settings">What the configuration says.</param>
    /// <param name="without">Mechanisms that are taken to have failed already.</param>
    public DepthAnalysis(Platform platform, int minor, IReadOnlyList<Fact> facts, AttackSettings? settings = null, IReadOnlyCollection<string>? without = null)
    {
        settings ??= AttackSettings.None;
        var techniques = TechniqueCatalog.BuiltIn;
        var inventory = new Inventory(platform, minor, settings.OwnImages);
        var ground = new Ground(inventory, new PlatformFacts(inventory), new NetworkReach(inventory), new AdmissionProbes(inventory), new Identities(inventory));
        var problems = new List<string>();
        _model = ModelOf(ground, techniques, new TechniqueLanguage([.. facts, .. techniques.Facts], minor), without ?? [], problems);
        _entries = new EntryList(ground);
        Entries = _entries.Of(settings, problems);
        Jewels = new JewelList(ground).With(settings.Jewels, problems);
        Notes = ground.Network.IsCut ? ["too many pairs of workloads: network policies are not weighed, and every connection counts as open"] : [];
        Problems = [.. techniques.Problems.Select(problem => problem.ToString()), .. problems];
    }

    /// <summary>The mechanisms that can fail, by name.</summary>
    public static IReadOnlyList<string> Mechanisms { get; } =
        [.. TechniqueCatalog.BuiltIn.Mechanisms.Values.Where(mechanism => !mechanism.IsBase && !mechanism.IsDetection).Select(mechanism => mechanism.Name).Order(StringComparer.Ordinal)];

    /// <summary>What is wrong with techniques, and what the configuration names that is not there.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What whoever reads the answers should know: what a limit left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Where an attacker may begin.</summary>
    public IReadOnlyList<AttackEntry> Entries { get; }

    /// <summary>What must not be lost.</summary>
    public IReadOnlyList<AttackJewel> Jewels { get; }

    /// <summary>How many clauses there are.</summary>
    public int Clauses => _model.Clauses.Count;

    /// <summary>What stands between an entry and jewels.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="jewels">The jewels; null for all.</param>
    /// <param name="isForAll">Whether all minimal sets are searched for, and not only those up to the size at which each jewel has one.</param>
    public EntryDepths From(AttackEntry entry, IReadOnlyList<AttackJewel>? jewels = null, bool isForAll = true) => new(entry, jewels ?? Jewels, _model, SearchLimits.For(Entries.Count), isForAll);

    /// <summary>
    /// The entry of a name, also one that is not among <see cref="Entries"/>: <c>workload:NAMESPACE/NAME</c>, <c>sa:NAMESPACE/NAME</c>, <c>user:NAME</c>,
    /// <c>group:NAME</c>.
    /// </summary>
    /// <param name="name">The name; without its kind where that leaves no doubt.</param>
    /// <returns>Null if there is none.</returns>
    public AttackEntry? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name || entry.Name == $"entry:{name}") ?? _entries.Find(name);

    private static AttackModel ModelOf(Ground ground, TechniqueCatalog techniques, TechniqueLanguage language, IReadOnlyCollection<string> without, List<string> problems)
    {
        var builder = new ModelBuilder(techniques.Mechanisms, without);
        var standing = new StandingClauses(builder, ground);
        standing.Add();
        new RightClauses(builder, ground.Inventory, ground.Identities, techniques.Rights).Add();
        new NetworkClauses(builder, ground).Add();
        var clauses = new TechniqueClauses(builder, ground);
        foreach (var technique in techniques.Techniques)
        {
            clauses.Add(new CompiledTechnique(technique, language, problems));
        }

        standing.AddRights(builder.Needed("can:"));
        return builder.Build();
    }
}
