using Redoubt.Network.Ends;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Rows;

/// <summary>Binds policies to the ends of a platform. As long as the ends are the same, a policy is bound once.</summary>
internal sealed class PolicyBinder(EndIndex ends, BlockReading reading)
{
    private readonly PeerSets _sets = new(ends, reading);
    private readonly Dictionary<Policy, BoundPolicy> _bound = [];
    private readonly Lock _lock = new();

    public EndIndex Ends => ends;

    /// <summary>The policies, bound, in their order.</summary>
    public IReadOnlyList<BoundPolicy> Bind(IReadOnlyList<Policy> policies)
    {
        lock (_lock)
        {
            return [.. policies.Select(policy => _bound.TryGetValue(policy, out var known) ? known : _bound[policy] = new BoundPolicy(policy, ends, _sets))];
        }
    }
}
