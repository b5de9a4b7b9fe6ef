namespace Redoubt.Network.Policies;

/// <summary>What a rule does with what fits it.</summary>
public enum RuleAction
{
    /// <summary>Lets it through; <c>Accept</c> in a ClusterNetworkPolicy.</summary>
    Allow,

    /// <summary>Denies it.</summary>
    Deny,

    /// <summary>Leaves it to the tiers that follow.</summary>
    Pass,
}
