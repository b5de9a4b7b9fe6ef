using Redoubt.Network.Ends;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Rows;

/// <summary>Binds policies to the ends of a platform. As long as the ends are the same, a policy is bound once.</summary>
internal sealed class PolicyBinder
{
    private readonly EndIndex _classes;
    private readonly PeerSets _sets;
    private readonly Dictionary<Policy, BoundPolicy> _bound;
    private readonly Lock _lock;

    public PolicyBinder(EndIndex ends, BlockReading reading) => (Ends, _classes, _sets, _bound, _lock) = (ends, ends, new PeerSets(ends, reading), [], new Lock());

    private PolicyBinder(PolicyBinder before, EndIndex ends) => (Ends, _classes, _sets, _bound, _lock) = (ends, before._classes, before._sets, before._bound, before._lock);

    public EndIndex Ends { get; }

    /// <summary>The same policies over other pods in the same classes.</summary>
    public PolicyBinder Over(EndIndex ends) => new(this, ends);

    /// <summary>The policies, bound, in their order.</summary>
    public IReadOnlyList<BoundPolicy> Bind(IReadOnlyList<Policy> policies)
    {
        lock (_lock)
        {
            return [.. policies.Select(policy => _bound.TryGetValue(policy, out var known) ? known : _bound[policy] = new BoundPolicy(policy, _classes, _sets))];
        }
    }
}
