using Redoubt.Evidence;

namespace Redoubt.Network.Policies;

/// <summary>A rule of a policy.</summary>
public sealed class PolicyRule
{
    internal PolicyRule(Node node, RuleAction action, IReadOnlyList<Peer> peers, RulePorts ports)
    {
        Node = node;
        Action = action;
        Peers = peers;
        Ports = ports;
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; internal set; } = null!;

    /// <summary>The rule in it.</summary>
    public Node Node { get; }

    /// <summary>What it does with what fits.</summary>
    public RuleAction Action { get; }

    /// <summary>The ports that it is for.</summary>
    public RulePorts Ports { get; }

    /// <summary>As answers name it: a rule of the admin tiers with its number, from 0; one of a NetworkPolicy by its policy.</summary>
    public string Label => Policy.Tier == PolicyTier.Namespace ? Policy.Label : $"{Policy.Label}#{Math.Max(0, Node.Index)}";

    /// <summary>Whether it asks more than is read here, as the path of a request: then it surely fits nothing.</summary>
    internal bool IsPartial { get; init; }

    /// <summary>Whom it is about.</summary>
    internal IReadOnlyList<Peer> Peers { get; }

    /// <inheritdoc/>
    public override string ToString() => Label;
}
