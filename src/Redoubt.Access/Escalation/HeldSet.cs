namespace Redoubt.Access.Escalation;

/// <summary>A few nodes that are held at once, in order; -1 where there are fewer.</summary>
internal readonly record struct HeldSet
{
    /// <summary>How many can be held at once.</summary>
    public const int Most = 4;

    private readonly (int, int, int, int) _nodes;

    public HeldSet(int node) => _nodes = (node, -1, -1, -1);

    private HeldSet(int[] nodes)
    {
        Array.Sort(nodes);
        _nodes = (nodes[0], At(1), At(2), At(3));

        int At(int index) => index < nodes.Length ? nodes[index] : -1;
    }

    public int[] Nodes => _nodes switch
    {
        (var one, -1, _, _) => [one],
        var (one, two, three, _) when three < 0 => [one, two],
        var (one, two, three, four) when four < 0 => [one, two, three],
        var (one, two, three, four) => [one, two, three, four],
    };

    /// <summary>With one in place of another.</summary>
    public HeldSet With(int node, int insteadOf) => new([.. Nodes.Where(own => own != insteadOf && own != node), node]);

    /// <summary>With one more, and without one of the others in turn if that is too many.</summary>
    public IEnumerable<HeldSet> WithAtMost(int node, int most)
    {
        var nodes = Nodes;
        if (nodes.Contains(node))
        {
            return [this];
        }

        var own = this;
        return nodes.Length < most ? [new HeldSet([.. nodes, node])] : nodes.Select(left => own.With(node, left));
    }
}
