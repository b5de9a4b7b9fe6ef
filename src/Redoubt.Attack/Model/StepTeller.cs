using Redoubt.Attack.Relations;
using Redoubt.Attack.Techniques;
using Redoubt.Evidence;

namespace Redoubt.Attack.Model;

/// <summary>Tells clauses as steps of a story. What only says that one thing is another is no step.</summary>
/// <param name="model">The clauses.</param>
internal sealed class StepTeller(AttackModel model)
{
    /// <summary>The step of a clause; null if nothing happens in it.</summary>
    public AttackStep? Tell(int clause) => Step(clause) is { } step ? step with { Clause = clause, Model = model } : null;

    /// <summary>The step of a clause that was not there before: also of a connection that holds of itself, with the pod whose it is, since that is what changed.</summary>
    public AttackStep? TellNew(int clause)
    {
        var move = model.Moves[clause];
        if (move is not { Technique: null, Grant: null, Row.Pod: { } pod })
        {
            return Tell(clause);
        }

        return new AttackStep
        {
            Technique = "",
            Title = move.Why,
            On = "",
            Gains = AtomText.Say(model.Atoms[model.Clauses[clause].Head]),
            Document = pod.Document,
            At = pod.Workload.Spec,
            Clause = clause,
        };
    }

    private AttackStep? Step(int clause)
    {
        var (move, horn) = (model.Moves[clause], model.Clauses[clause]);
        string[] fails = [.. horn.Cost.Causes.Select(cause => model.CauseOf(cause).ToString())];
        var gains = AtomText.Say(model.Atoms[horn.Head]);
        if (move.Technique is { } technique)
        {
            var (document, at) = PlaceOf(move.Row!);
            return new AttackStep
            {
                Technique = technique.Name,
                Title = technique.Title,
                On = On(move.Row!),
                Gains = gains,
                How = technique.How,
                Ends = Ends(technique, clause),
                SeenBy = technique.SeenBy,
                AttackId = technique.Attack,
                Fails = fails,
                Document = document,
                At = at,
            };
        }

        if (move.Grant is { } grant)
        {
            return new AttackStep { Technique = "", Title = move.Why, On = $"{grant.Who}", Gains = gains, Document = grant.Binding, At = grant.Subject, Ends = $"Take {grant.BindingLabel} away, or the rule from its role." };
        }

        if (fails.Length > 0)
        {
            return new AttackStep { Technique = "", Title = $"{fails[0]} fails", On = "", Gains = "", How = $"{char.ToUpperInvariant(move.Why[0])}{move.Why[1..]}.", Fails = fails };
        }

        return model.Atoms[horn.Head].StartsWith("net:", StringComparison.Ordinal)
            ? new AttackStep { Technique = "", Title = move.Why, On = "", Gains = gains, Document = move.Row?.Pod?.Document, At = move.Row?.Pod?.Workload.Spec ?? default } : null;
    }

    // Whoever has a guard is not told to get it.
    private string Ends(Technique technique, int clause)
    {
        var missing = technique.Stops.Where(stop => stop.Fix.Length > 0).ToArray();
        if (missing.Length == 0)
        {
            return technique.Ends;
        }

        string[] standing = [.. model.GuardsOf(clause).Where(guard => guard.State == GuardState.Pass).Select(guard => guard.Mechanism)];
        return string.Join(' ', [.. missing.Where(stop => !standing.Contains(stop.Mechanism)).Select(stop => stop.Fix), technique.Ends]);
    }

    private static string On(Row row) => row.Container?.Id ?? row.Pod?.Id ?? row.Secret ?? row.Identity ?? row.Namespace ?? row.Node?.Id ?? "";

    private static (Document? Document, Node At) PlaceOf(Row row) => row switch
    {
        { Mount: { } mount } => (row.Pod!.Document, mount.At),
        { Container: { } container } => (container.Pod.Document, container.Node),
        { Pod: { } pod } => (pod.Document, pod.Workload.Spec),
        { Node.Documents: [var node, ..] } => (node, default),
        _ => (null, default),
    };
}
