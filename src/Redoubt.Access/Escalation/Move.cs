using Redoubt.Access.Roles;

namespace Redoubt.Access.Escalation;

/// <summary>
/// A way in which somebody comes to act as somebody else, or to rights that it had not, as the API server has it. Asked of the RBAC objects
/// alone; admission, network and the weaknesses of pods are not its affair. One class a move; <c>MoveList</c> is the closed list.
/// </summary>
internal abstract class Move
{
    /// <summary>The move, in one word.</summary>
    public abstract string Name { get; }

    /// <summary>What is done, for a person: what follows on "it".</summary>
    public abstract string Says { get; }

    /// <summary>What takes the move away.</summary>
    public abstract string Fix { get; }

    /// <summary>The rights that it may rest on: a rule that gives none of them matters to no move.</summary>
    public abstract IReadOnlyList<Right> Rights { get; }

    /// <summary>Adds what an identity can do by this move in one place.</summary>
    /// <param name="rights">What it may do there.</param>
    /// <param name="graph">Takes the moves.</param>
    public abstract void Add(Rights rights, EscalationGraph graph);

    /// <summary>Adds what needs two identities at once, when every identity was looked at.</summary>
    /// <param name="graph">Takes the moves.</param>
    public virtual void AddPairs(EscalationGraph graph)
    {
    }
}

/// <summary>Verbs on a resource.</summary>
/// <param name="Group">The API group.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Subresource">The subresource; empty for none.</param>
/// <param name="Verbs">The verbs, any of which matters.</param>
internal sealed record Right(string Group, string Resource, string Subresource, params string[] Verbs)
{
    public bool IsGivenBy(AccessRule rule) => rule.HasResource(Resource, Subresource) && Verbs.Any(verb => rule.Gives(verb, Group, Resource, Subresource));
}

/// <summary>One right that a move rests on, to be shown with the rule that gives it.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Group">The API group.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Subresource">The subresource; empty for none.</param>
/// <param name="Namespace">The namespace; null for the whole cluster.</param>
/// <param name="Name">The name; empty for none.</param>
internal sealed record Need(string Verb, string Group, string Resource, string Subresource, string? Namespace, string Name)
{
    public AccessRequest Of(AccessUser user) =>
        new() { User = user, Verb = Verb, Group = Group, Resource = Resource, Subresource = Subresource, Namespace = Namespace ?? "", Name = Name };
}
