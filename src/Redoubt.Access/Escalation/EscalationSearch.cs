namespace Redoubt.Access.Escalation;

/// <summary>The fewest moves from each identity to one node: a search backwards, where an edge costs a move or nothing.</summary>
internal sealed class EscalationSearch
{
    private readonly EscalationGraph _graph;
    private readonly int[] _moves;
    private readonly (int Node, Edge Edge)[] _next;

    public EscalationSearch(EscalationGraph graph, int target)
    {
        _graph = graph;
        _moves = new int[graph.Nodes.Count];
        Array.Fill(_moves, int.MaxValue);
        _next = new (int, Edge)[graph.Nodes.Count];
        _moves[target] = 0;
        var waiting = new LinkedList<int>([target]);
        while (waiting.First is { } first)
        {
            waiting.RemoveFirst();
            foreach (var (from, edge) in graph.Into(first.Value))
            {
                var moves = _moves[first.Value] + (edge.Move is null ? 0 : 1);
                if (moves >= _moves[from])
                {
                    continue;
                }

                (_moves[from], _next[from]) = (moves, (first.Value, edge));
                if (edge.Move is null)
                {
                    waiting.AddFirst(from);
                }
                else
                {
                    waiting.AddLast(from);
                }
            }
        }
    }

    /// <summary>The fewest moves from a node; null if none lead there.</summary>
    public int? Moves(int from) => _moves[from] == int.MaxValue ? null : _moves[from];

    /// <summary>The moves, in order.</summary>
    public IEnumerable<TakenMove> Chain(int from)
    {
        while (_moves[from] != int.MaxValue && _next[from].Edge is { } edge)
        {
            if (edge.Move is { } move)
            {
                yield return new TakenMove(move, from, Holder(edge.To), edge.Needs);
            }

            from = _next[from].Node;
        }
    }

    // Of a place that stands for many, the one that the chain goes on with.
    private int Holder(int node)
    {
        while (_graph.Nodes[node].Holder is null && _next[node].Edge is { Move: null } edge)
        {
            node = edge.To;
        }

        return node;
    }
}

/// <summary>A move that was taken.</summary>
/// <param name="Move">The move.</param>
/// <param name="By">The node of who took it.</param>
/// <param name="Gives">The node that it gave.</param>
/// <param name="Needs">The rights that it rests on.</param>
internal sealed record TakenMove(Move Move, int By, int Gives, IReadOnlyList<Need> Needs);
