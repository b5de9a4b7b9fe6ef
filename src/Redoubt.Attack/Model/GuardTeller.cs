using Redoubt.Attack.Facts;
using Redoubt.Attack.Probes;
using Redoubt.Attack.Relations;
using Redoubt.Attack.Search;
using Redoubt.Attack.Techniques;
using Redoubt.Attack.Things;
using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Attack.Model;

/// <summary>Tells of a clause each guard that stands in its way or could: asked again of the technique, for the few clauses that somebody is shown.</summary>
/// <param name="ground">What is known of the platform.</param>
/// <param name="language">The language of the techniques.</param>
internal sealed class GuardTeller(Ground ground, TechniqueLanguage language)
{
    private static readonly GroupKind NamespaceKind = new("", "Namespace");
    private readonly Dictionary<string, CompiledTechnique> _compiled = new(StringComparer.Ordinal);

    /// <summary>The guards of a clause.</summary>
    /// <param name="model">The clauses.</param>
    /// <param name="clause">The clause.</param>
    public IReadOnlyList<AttackGuard> Of(AttackModel model, int clause)
    {
        var (move, horn) = (model.Moves[clause], model.Clauses[clause]);
        // A program has one frame.
        lock (_compiled)
        {
            return move switch
            {
                { Technique: { } technique, Row: { } row } => [.. OfTechnique(technique, row, Off(model, horn), AttackFact.All.ElementAtOrDefault(horn.Cost.Fact - 1))],
                { Technique: null, Grant: null, Row.Pod: { } pod } => [.. OfConnection(model, horn, pod)],
                _ => [],
            };
        }
    }

    private static string[] Off(AttackModel model, HornClause horn) =>
        [.. horn.Body.Select(atom => model.Atoms[atom]).Where(name => name.StartsWith("off:", StringComparison.Ordinal)).Select(name => name["off:".Length..])];

    private IEnumerable<AttackGuard> OfTechnique(Technique technique, Row row, string[] off, AttackFact? worse)
    {
        if (!_compiled.TryGetValue(technique.Name, out var compiled))
        {
            _compiled.Add(technique.Name, compiled = new CompiledTechnique(technique, language));
        }

        var facts = row.Facts ?? ground.Facts.On(row.Node);
        var seen = worse is null ? facts : facts.With(worse, worse.Worse);
        foreach (var (number, stop) in technique.Stops.Index())
        {
            foreach (var guard in stop.Refusing.Length == 0 ? [Guard(stop.Mechanism, stop.At.Of(row), State(compiled, row, number, seen), row)] : Engines(stop, row, off))
            {
                yield return guard;
            }
        }
    }

    // What an engine refuses is asked of the policies; a way of which none refuses what it takes has none.
    private IEnumerable<AttackGuard> Engines(Stop stop, Row row, string[] off)
    {
        var engines = Probe.For(stop.Refusing).SelectMany(probe => ground.Admission.Refusing(probe, row.Namespace ?? row.Pod!.Namespace)).Distinct().ToArray();
        return engines.Length == 0 ? [Guard(stop.Mechanism, row.Namespace ?? row.Pod!.Namespace, (GuardState.Fail, ""), row)]
            : engines.Select(engine => stop.At.Of(row with { Engine = engine }))
                .Select(place => Guard(stop.Mechanism, place, (off.Contains($"{stop.Mechanism}@{place}") ? GuardState.Pass : GuardState.Fail, ""), row));
    }

    // It is not known where a fact that nobody has seen would decide it, the one aside that the way takes for bad.
    private (GuardState State, string Fact) State(CompiledTechnique compiled, Row row, int stop, FactValues facts)
    {
        var frame = compiled.Frame(row, ground);
        var usual = Evaluate(facts);
        var open = compiled.Facts.Select(read => read.Fact).FirstOrDefault(fact => !facts.IsSeen(fact) && Evaluate(facts.With(fact, !facts[fact])) != usual);
        return usual is null || open is not null ? (GuardState.Unknown, open?.Say ?? AttackFact.Undisclosed.Say) : (usual.Value ? GuardState.Pass : GuardState.Fail, "");

        bool? Evaluate(FactValues values)
        {
            foreach (var (fact, variable) in compiled.Facts)
            {
                frame[variable] = CelValue.Bool(values[fact]);
            }

            return compiled.If(stop)?.Evaluate(frame) is { } value ? value.Kind == CelKind.Bool ? value.IsTrue : null : true;
        }
    }

    private IEnumerable<AttackGuard> OfConnection(AttackModel model, HornClause horn, PodThing pod)
    {
        var isSeen = ground.Facts.Platform.IsSeen(AttackFact.NetworkEnforced);
        var row = new Row { Pod = pod };
        var off = Off(model, horn);
        // No policy keeps a node from its pods.
        return horn.Body.Any(atom => model.Atoms[atom].StartsWith("node:", StringComparison.Ordinal)) ? []
            : off.Length == 0 ? [Guard("network-policy", pod.Id, (GuardState.Fail, ""), row)]
            : off.Select(name => name[(name.IndexOf('@', StringComparison.Ordinal) + 1)..])
                .Select(place => Guard("network-policy", place, isSeen ? (GuardState.Pass, "") : (GuardState.Unknown, AttackFact.NetworkEnforced.Say), row));
    }

    private AttackGuard Guard(string mechanism, string place, (GuardState State, string Fact) told, Row row)
    {
        var (document, at) = row switch
        {
            { Container: { } container } => (container.Pod.Document, container.Node),
            { Pod: { } pod } => (pod.Document, pod.Workload.Spec),
            { Namespace: { } ns } when ground.Inventory.Platform.Find(new ObjectKey(NamespaceKind, "", ns)) is [var space, ..] => (space, space.Root["metadata"]["labels"]),
            _ => ((Document?)null, default(Node)),
        };
        return new AttackGuard(mechanism, place, told.State, told.Fact) { Document = document, At = at };
    }
}
