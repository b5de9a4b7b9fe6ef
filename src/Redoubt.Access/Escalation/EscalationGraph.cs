using System.Runtime.InteropServices;
using Redoubt.Access.Bindings;
using Redoubt.Access.Escalation.Moves;
using Redoubt.Access.Roles;

namespace Redoubt.Access.Escalation;

/// <summary>
/// Who can become whom: identities, the rights that they can give themselves, and places that stand for many at once ("every account of
/// namespace shop"), with edges that cost a move or nothing; and pairs, for what two identities can do that are both held.
/// </summary>
internal sealed partial class EscalationGraph
{
    private readonly Authorization _authorization;
    private readonly List<GraphNode> _nodes = [];
    private readonly List<List<Edge>> _edges = [];
    private readonly Dictionary<AccessSubject, int> _identities = [];
    private readonly Dictionary<AccessSubject, List<int>> _nodesOf = [];
    private readonly Dictionary<string, int> _gained = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string? Namespace, string Name), int> _places = [];
    private readonly HashSet<(int From, int To, string Move)> _drawn = [];
    private readonly List<Pair> _pairs = [];
    private readonly HashSet<(int, int, int)> _paired = [];
    private readonly Queue<int> _waiting = new();
    private readonly HolderRights _rights;
    private List<(int From, Edge Edge)>[]? _into;

    public EscalationGraph(Authorization authorization, IEnumerable<AccessSubject> more)
    {
        _authorization = authorization;
        Facts = new EscalationFacts(authorization, more);
        _rights = new HolderRights(authorization);
        _bindingsOf = new(() => (from binding in Bindings.All from role in binding.Role.Roles from part in role.Parts select (part, binding)).ToLookup(pair => pair.part, pair => pair.binding));
        ClusterAdmin = Add(new GraphNode("cluster-admin", null));
        foreach (var subject in Facts.Subjects)
        {
            var node = Add(new GraphNode(subject.ToString(), new Holder(subject, [])));
            _identities.Add(subject, node);
            _nodesOf.Add(subject, [node]);
            _waiting.Enqueue(node);
        }

        Build();
    }

    public int ClusterAdmin { get; }

    public EscalationFacts Facts { get; }

    public int Minor => _authorization.Minor;

    public RoleIndex Roles => _authorization.Roles;

    public BindingIndex Bindings => _authorization.Bindings;

    public IReadOnlyList<GraphNode> Nodes => _nodes;

    public IReadOnlyList<Pair> Pairs => _pairs;

    /// <summary>Whether rights that somebody could add were left out by a limit.</summary>
    public bool IsCut { get; private set; }

    public IReadOnlyList<Edge> From(int node) => _edges[node];

    /// <summary>The edges that lead to a node, with where they come from. The graph is whole by then.</summary>
    public IReadOnlyList<(int From, Edge Edge)> Into(int node) => (_into ??= Reversed())[node];

    /// <summary>A subject's node; null for one that nothing speaks of.</summary>
    public int? Identity(AccessSubject subject) => _identities.TryGetValue(subject, out var node) ? node : null;

    /// <summary>The places of a kind that were asked for.</summary>
    public IEnumerable<(string? Namespace, string Name, int Node)> PlacesOf(string kind) =>
        _places.Where(place => place.Key.Kind == kind).Select(place => (place.Key.Namespace, place.Key.Name, place.Value)).ToArray();

    /// <summary>A node that stands for several things; made when it is first asked for.</summary>
    /// <param name="kind">What it stands for.</param>
    /// <param name="ns">The namespace; null for all of them.</param>
    /// <param name="name">A name within, if one is meant.</param>
    /// <param name="label">What it is called, where that is told.</param>
    public int Place(string kind, string? ns, string name, string label = "")
    {
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (kind, ns, name), out var known);
        return known ? node : node = Add(new GraphNode(label.Length > 0 ? label : $"{kind} {ns ?? "*"} {name}", null));
    }

    /// <summary>An edge that costs nothing: the one is, or holds, the other.</summary>
    public void Holds(int from, int to)
    {
        if (_drawn.Add((from, to, "")))
        {
            _edges[from].Add(new Edge(to, null, []));
        }
    }

    /// <summary>A move from one node to another.</summary>
    public void Moves(int from, int to, Move move, params Need[] needs)
    {
        if (from != to && _drawn.Add((from, to, move.Name)))
        {
            _edges[from].Add(new Edge(to, move, needs));
        }
    }

    /// <summary>What two identities can do that are both held.</summary>
    public void Together(int one, int other, int to, Move move)
    {
        if (_paired.Add((one, other, to)))
        {
            _pairs.Add(new Pair(one, other, to, move));
        }
    }

    /// <summary>A move that gives an identity a role, in a namespace or in the whole cluster, besides what it has.</summary>
    public void Gains(int from, Role role, string? ns, Move move, params Need[] needs)
    {
        if (role.IsEverything && ns is null)
        {
            Moves(from, ClusterAdmin, move, needs);
        }
        else if (role.IsEverything)
        {
            Moves(from, Gained(from, Gain.EverythingIn(ns!)), move, needs);
        }
        else if (_rights.MovesOf(role).Count > 0)
        {
            Moves(from, Gained(from, new Gain(role.Label, ns, role)), move, needs);
        }
    }

    /// <summary>The node of an identity with one more right; its own where a limit leaves that out.</summary>
    public int Gained(int from, Gain gain)
    {
        var holder = _nodes[from].Holder!.With(gain);
        if (ReferenceEquals(holder, _nodes[from].Holder))
        {
            return from;
        }

        if (_gained.TryGetValue(holder.Label, out var node))
        {
            return node;
        }

        if (holder.Gains.Count > AccessLimits.GainsOfOne || _gained.Count >= AccessLimits.GainedRights)
        {
            IsCut = true;
            return from;
        }

        node = Add(new GraphNode(holder.Label, holder));
        _gained.Add(holder.Label, node);
        _nodesOf[holder.Subject].Add(node);
        _waiting.Enqueue(node);
        // Who gave itself a right is still who it is.
        Holds(node, _identities[holder.Subject]);
        return node;
    }

    /// <summary>What leads to every subject of a sort.</summary>
    public int Everybody(string sort, Func<AccessSubject, bool> isMeant) => Choice(sort, null, () => Facts.Subjects.Where(isMeant).Select(subject => _identities[subject]));

    /// <summary>What leads to the accounts of all pods of a namespace, or of all namespaces, that carry a token.</summary>
    public int PodAccounts(string? ns) => Choice("pods", ns, () => Facts.PodsIn(ns).Select(pod => Identity(pod.Account)).OfType<int>());

    /// <summary>What leads to every account of a namespace, or of all.</summary>
    public int Accounts(string? ns) => Choice("accounts", ns, () => Facts.AccountsIn(ns).Select(account => _identities[account]));

    /// <summary>A place from which one of many is chosen.</summary>
    private int Choice(string kind, string? ns, Func<IEnumerable<int>> of)
    {
        if (!_places.TryGetValue((kind, ns, ""), out var place))
        {
            place = Add(new GraphNode($"{kind} {ns ?? "*"}", null) { IsChoice = true });
            _places.Add((kind, ns, ""), place);
            foreach (var node in of())
            {
                Holds(place, node);
            }
        }

        return place;
    }

    private List<(int From, Edge Edge)>[] Reversed()
    {
        var into = new List<(int From, Edge Edge)>[_nodes.Count];
        for (var node = 0; node < into.Length; node++)
        {
            into[node] = [];
        }

        for (var node = 0; node < into.Length; node++)
        {
            foreach (var edge in _edges[node])
            {
                into[edge.To].Add((node, edge));
            }
        }

        return into;
    }

    private int Add(GraphNode node)
    {
        _nodes.Add(node);
        _edges.Add([]);
        return _nodes.Count - 1;
    }

    // Pairs can give rights that are worth a look of their own.
    private void Build()
    {
        Moves(ClusterAdmin, Everybody("anybody", _ => true), new ImpersonateMove());
        while (_waiting.Count > 0)
        {
            while (_waiting.TryDequeue(out var node))
            {
                Expand(node);
            }

            foreach (var move in MoveList.All)
            {
                move.AddPairs(this);
            }
        }
    }

    private void Expand(int node)
    {
        // Who is cluster-admin already needs no move of its own.
        if (_rights.IsClusterAdmin(_nodes[node].Holder!))
        {
            Holds(node, ClusterAdmin);
            return;
        }

        foreach (var rights in _rights.Of(node, _nodes[node].Holder!))
        {
            foreach (var move in MoveList.All)
            {
                move.Add(rights, this);
            }
        }
    }
}

/// <summary>A node: an identity, with what it gave itself, or a place.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Holder">The identity; null for a place.</param>
internal sealed record GraphNode(string Label, Holder? Holder)
{
    /// <summary>Whether one of those is chosen to whom it leads; what leads on from any other node is held with it.</summary>
    public bool IsChoice { get; init; }
}

/// <summary>An edge.</summary>
/// <param name="To">Where it leads.</param>
/// <param name="Move">The move that it is; null for none.</param>
/// <param name="Needs">The rights that the move rests on.</param>
internal sealed record Edge(int To, Move? Move, IReadOnlyList<Need> Needs);

/// <summary>What can be done where two nodes are held.</summary>
/// <param name="One">The one.</param>
/// <param name="Other">The other; may be the same.</param>
/// <param name="To">What it gives.</param>
/// <param name="Move">The move that it is.</param>
internal sealed record Pair(int One, int Other, int To, Move Move);
