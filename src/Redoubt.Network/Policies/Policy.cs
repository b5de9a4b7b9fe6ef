using Redoubt.Evidence;

namespace Redoubt.Network.Policies;

/// <summary>A policy of any kind, as the engine asks it.</summary>
public sealed class Policy
{
    internal Policy(Document document, PolicyTier tier, int priority, PodPeer subject)
    {
        Document = document;
        Tier = tier;
        Priority = priority;
        Subject = subject;
    }

    /// <summary>The object.</summary>
    public Document Document { get; }

    /// <summary>When it is asked.</summary>
    public PolicyTier Tier { get; }

    /// <summary>Its place in its tier: the lowest number is asked first; 0 where the kind has none.</summary>
    public int Priority { get; }

    /// <summary>As answers name it: <c>NetworkPolicy/shop/db</c>, <c>AdminNetworkPolicy/first</c>; Calico's kind of the same name with its group.</summary>
    public string Label
    {
        get
        {
            var isOfCalico = Document.Kind == "NetworkPolicy" && Document.Key.Kind != NetworkPolicyReader.Kind;
            var kind = isOfCalico ? "NetworkPolicy.projectcalico.org" : Document.Kind;
            return Document.Namespace.Length == 0 ? $"{kind}/{Document.Name}" : $"{kind}/{Document.Namespace}/{Document.Name}";
        }
    }

    /// <summary>The rules about packets to its pods; null if the policy is not about them.</summary>
    public IReadOnlyList<PolicyRule>? Ingress { get; internal init => field = Own(value); }

    /// <summary>The rules about packets from its pods; null if the policy is not about them.</summary>
    public IReadOnlyList<PolicyRule>? Egress { get; internal init => field = Own(value); }

    /// <summary>Whether pods that it is for are cut off but for what rules let through; of a NetworkPolicy always so in the directions that it is about.</summary>
    internal bool IsolatesIngress { get; init; } = true;

    /// <summary>The same of packets from its pods.</summary>
    internal bool IsolatesEgress { get; init; } = true;

    /// <summary>Which pods it is for.</summary>
    internal PodPeer Subject { get; }

    /// <summary>The rules of one direction; null if the policy is not about it.</summary>
    /// <param name="direction">The direction.</param>
    public IReadOnlyList<PolicyRule>? RulesOf(Direction direction) => direction == Direction.Ingress ? Ingress : Egress;

    /// <inheritdoc/>
    public override string ToString() => Label;

    private IReadOnlyList<PolicyRule>? Own(IReadOnlyList<PolicyRule>? rules)
    {
        foreach (var rule in rules ?? [])
        {
            rule.Policy = this;
        }

        return rules;
    }
}
