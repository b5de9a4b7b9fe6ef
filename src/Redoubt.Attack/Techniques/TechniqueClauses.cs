using Redoubt.Attack.Facts;
using Redoubt.Attack.Model;
using Redoubt.Attack.Probes;
using Redoubt.Attack.Relations;
using Redoubt.Attack.Search;
using Redoubt.Cel;

namespace Redoubt.Attack.Techniques;

/// <summary>
/// The clauses of techniques on a platform. Each is made as the facts are seen or stand by default, and again with each unseen fact that could be worse,
/// which the clause then names, where that makes it possible or takes a guard away.
/// </summary>
/// <param name="builder">Takes the clauses.</param>
/// <param name="ground">What is known of the platform.</param>
/// <param name="isQuiet">Whether nobody may see it, so that what records it has to fail too.</param>
internal sealed class TechniqueClauses(ModelBuilder builder, Ground ground, bool isQuiet)
{
    private const string Everywhere = "platform";

    /// <summary>Adds the clauses of one technique.</summary>
    /// <param name="compiled">The technique.</param>
    public void Add(CompiledTechnique compiled)
    {
        foreach (var row in compiled.Relation.Rows(ground))
        {
            var frame = compiled.Frame(row, ground);
            var facts = row.Facts ?? ground.Facts.On(row.Node);
            var usual = In(compiled, frame, facts, out var isKnown);
            if (usual is not null)
            {
                Add(compiled, row, usual, isKnown ? FailureSet.None : FailureSet.OfFact(AttackFact.Undisclosed.Number));
            }

            foreach (var (fact, _) in compiled.Facts.Where(read => facts.MayBeWorse(read.Fact)))
            {
                var worse = In(compiled, frame, facts.With(fact, fact.Worse), out isKnown);
                if (worse is not null && isKnown && (usual is null || usual.Except(worse).Any()))
                {
                    Add(compiled, row, worse, FailureSet.OfFact(fact.Number));
                }
            }
        }
    }

    // The guards in the way; null where it is not possible. Where that is not known it is taken as possible, and said; a guard of which that is not known is none.
    private static List<Stop>? In(CompiledTechnique compiled, CelFrame frame, FactValues facts, out bool isKnown)
    {
        foreach (var (fact, variable) in compiled.Facts)
        {
            frame[variable] = CelValue.Bool(facts[fact]);
        }

        var isPossible = compiled.When?.Evaluate(frame) ?? CelValue.True;
        isKnown = isPossible.Kind == CelKind.Bool;
        if (isPossible.IsFalse)
        {
            return null;
        }

        return [.. compiled.Technique.Stops.Where((_, number) => compiled.If(number)?.Evaluate(frame).IsTrue != false)];
    }

    private void Add(CompiledTechnique compiled, Row row, List<Stop> stops, FailureSet cost)
    {
        var technique = compiled.Technique;
        var move = new Move(technique, row, "");
        var body = technique.Needs.Select(need => builder.Atom(need.Of(row))).ToList();
        if (technique.Assumes.Length > 0 && !cost.TryWith(builder.Failure(technique.Assumes, technique.AssumesOf?.Of(row) ?? ""), FailureSet.MostCauses, out cost))
        {
            throw new InvalidOperationException($"{technique.Name} assumes too much");
        }

        body.AddRange(stops.Where(stop => stop.Refusing.Length == 0).Select(stop => builder.Off(stop.Mechanism, stop.At.Of(row), stop.Of?.Of(row) ?? "")));
        if (isQuiet && technique.SeenBy.Length > 0 && IsWatched(technique.SeenBy, row))
        {
            body.Add(builder.Off(technique.SeenBy, Everywhere));
        }

        foreach (var ways in Ways(stops, row))
        {
            foreach (var give in technique.Gives)
            {
                builder.Add(move, builder.Atom(give.Of(row)), [.. body, .. ways], cost);
            }
        }
    }

    // What nobody has looked at records nothing.
    private bool IsWatched(string mechanism, Row row) => ground.Facts.On(row.Node)[mechanism == "auditing" ? AttackFact.Audit : AttackFact.RuntimeDetection];

    // Each way to what engines may refuse is a clause of its own, with the engines that refuse just that.
    private IEnumerable<int[]> Ways(List<Stop> stops, Row row)
    {
        if (stops.Find(stop => stop.Refusing.Length > 0) is not { } refused)
        {
            return [[]];
        }

        return Probe.For(refused.Refusing).Select(Guards).DistinctBy(guards => string.Join(' ', guards));

        int[] Guards(Probe probe) =>
        [
            .. ground.Admission.Refusing(probe, row.Namespace ?? row.Pod!.Namespace).Select(engine => row with { Engine = engine })
                .Select(one => builder.Off(refused.Mechanism, refused.At.Of(one), one.Engine!)),
        ];
    }
}
