namespace Redoubt.Attack.Search;

/// <summary>The room that searches of one program need, for one after another on one thread: what one has grown, the next does not.</summary>
internal sealed class SearchRoom
{
    private readonly List<int> _used = [];
    private List<Known>?[] _of = [];

    /// <summary>The sets that wait, by their rank.</summary>
    public Queue<FoundSet>[] Waiting { get; } = [.. Enumerable.Range(0, (FailureSet.MostCauses * 2) + 2).Select(_ => new Queue<FoundSet>())];

    /// <summary>The sets that were accepted.</summary>
    public List<FoundSet> Accepted { get; } = [];

    /// <summary>Makes it ready for a search.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    public void Clear(int nodes)
    {
        Accepted.Clear();
        foreach (var queue in Waiting)
        {
            queue.Clear();
        }

        foreach (var node in _used)
        {
            _of[node]!.Clear();
        }

        _used.Clear();
        _of = _of.Length < nodes ? new List<Known>?[nodes] : _of;
    }

    /// <summary>The accepted sets of a node.</summary>
    public List<Known>? Of(int node) => _of[node];

    /// <summary>Accepts a set.</summary>
    /// <returns>Its number.</returns>
    public int Accept(in FoundSet found)
    {
        var number = Accepted.Count;
        Accepted.Add(found);
        var sets = _of[found.Node] ??= [];
        if (sets.Count == 0)
        {
            _used.Add(found.Node);
        }

        sets.Add(new Known(found.Set.Bits, found.Set, number));
        return number;
    }

    /// <summary>Whether a node has a set that needs nothing beyond another.</summary>
    public bool Covers(int node, in FailureSet set)
    {
        if (_of[node] is not { Count: > 0 } sets)
        {
            return false;
        }

        var others = ~set.Bits;
        foreach (ref readonly var known in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sets))
        {
            if ((known.Bits & others) == 0 && known.Set.IsWithin(set))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An accepted set of a node.</summary>
    /// <param name="Bits">Of the set, which rule most others out.</param>
    /// <param name="Set">The set.</param>
    /// <param name="Number">Its number among all.</param>
    internal readonly record struct Known(ulong Bits, FailureSet Set, int Number);
}
