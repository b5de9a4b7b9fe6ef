using Redoubt.Network.Policies;

namespace Redoubt.Network;

/// <summary>What the policies of one end say about a packet.</summary>
/// <param name="Direction">Egress for the one who sends it, ingress for the one who gets it.</param>
/// <param name="Verdict">Whether they let it pass.</param>
/// <param name="Reasons">What decided.</param>
/// <param name="Rules">Every rule of the policies that are for this end, in the order in which they are asked, and whether it fits; none where no policy is.</param>
/// <param name="Selecting">The policies that are for this end, in the same order; those without a rule too.</param>
public sealed record SideAnswer(
    Direction Direction, Verdict Verdict, IReadOnlyList<Reason> Reasons, IReadOnlyList<RuleFit> Rules, IReadOnlyList<Policy> Selecting);

/// <summary>Whether a rule fits a packet, and by what it does not.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Peer">Whether the other end is one of those that it is about.</param>
/// <param name="Port">Whether the port is one of those that it is for.</param>
public readonly record struct RuleFit(PolicyRule Rule, Match Peer, bool Port);
