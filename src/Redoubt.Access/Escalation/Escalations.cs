namespace Redoubt.Access.Escalation;

/// <summary>
/// Who can become whom by moves that RBAC allows, with the fewest moves. Found is certain; that nobody else can is certain only where all
/// RBAC objects are known. Not safe to use from several threads.
/// </summary>
public sealed class Escalations
{
    private readonly Authorization _authorization;
    private readonly EscalationGraph _graph;
    private readonly HeldSearch _pairs;
    private readonly Dictionary<int, EscalationSearch> _searches = [];

    /// <param name="authorization">Answers requests.</param>
    /// <param name="more">Subjects to look at that no binding names.</param>
    public Escalations(Authorization authorization, IEnumerable<AccessSubject>? more = null)
    {
        _authorization = authorization;
        _graph = new EscalationGraph(authorization, more ?? []);
        _pairs = new HeldSearch(_graph);
    }

    /// <summary>Everybody who was looked at: whom bindings name, and the accounts, by name.</summary>
    public IReadOnlyList<AccessSubject> Subjects => _graph.Facts.Subjects;

    /// <summary>Whether somebody is Kubernetes' own: named by a binding that every API server makes at start.</summary>
    /// <param name="subject">Who.</param>
    public bool IsOwn(AccessSubject subject) => _graph.Facts.IsOwn(subject);

    /// <summary>Whether a limit left something out, so that more may be possible.</summary>
    public bool IsCut => _graph.IsCut || _pairs.IsCut;

    /// <summary>The fewest moves by which somebody becomes somebody else; null if none lead there.</summary>
    /// <param name="from">Who.</param>
    /// <param name="to">Whom; null for one who may do every verb on every resource of every group, everywhere.</param>
    public Escalation? Fewest(AccessSubject from, AccessSubject? to = null)
    {
        if (_graph.Identity(from) is not { } source || (to is { } named ? _graph.Identity(named) : _graph.ClusterAdmin) is not { } target)
        {
            return null;
        }

        if (!_searches.TryGetValue(target, out var search))
        {
            _searches.Add(target, search = new EscalationSearch(_graph, target));
        }

        var moves = search.Moves(source);
        // A pair needs somebody else to be held first: that is a move, and what they do together is one.
        if (moves is null or > 2 && _graph.Pairs.Count > 0 && _pairs.Pairs(source, target, out var reaches) && reaches && _pairs.Chain(source, target) is { } chain
            && chain.Count < (moves ?? int.MaxValue))
        {
            return Told(from, to, chain);
        }

        return moves is null ? null : Told(from, to, search.Chain(source));
    }

    private Escalation Told(AccessSubject from, AccessSubject? to, IEnumerable<TakenMove> chain) => new(from, to, [.. chain.Select(Told)]);

    private EscalationStep Told(TakenMove taken)
    {
        var holder = _graph.Nodes[taken.By].Holder;
        AccessGrant[] because = holder is null ? [] :
            [.. taken.Needs.Select(need => _authorization.Answer(need.Of(holder.Subject.AsUser())).Grant).OfType<AccessGrant>().DistinctBy(grant => (grant.Binding, grant.Rule))];
        return new EscalationStep(taken.Move.Name, taken.Move.Says, taken.Move.Fix, _graph.Nodes[taken.By].Label, _graph.Nodes[taken.Gives].Label, because);
    }
}

/// <summary>How somebody becomes somebody else.</summary>
/// <param name="From">Who.</param>
/// <param name="To">Whom; null for cluster-admin.</param>
/// <param name="Steps">The moves, in order; none if it is already.</param>
public sealed record Escalation(AccessSubject From, AccessSubject? To, IReadOnlyList<EscalationStep> Steps);

/// <summary>One move.</summary>
/// <param name="Move">The move's name, as <c>run</c>.</param>
/// <param name="Says">What is done, as a part of a sentence between <paramref name="By"/> and <paramref name="Gives"/>.</param>
/// <param name="Fix">What takes it away.</param>
/// <param name="By">Who does it, with the rights that it gave itself.</param>
/// <param name="Gives">Whom, or what, it gives.</param>
/// <param name="Because">What allows it; empty where only rights that were gained on the way do.</param>
public sealed record EscalationStep(string Move, string Says, string Fix, string By, string Gives, IReadOnlyList<AccessGrant> Because);
