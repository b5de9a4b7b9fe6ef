using Redoubt.Evidence;
using Redoubt.Network.Policies;

namespace Redoubt.Network;

/// <summary>What decided about a packet.</summary>
/// <param name="Label">As answers name it: <c>NetworkPolicy/shop/db</c>, <c>AdminNetworkPolicy/first#0</c>, <c>nothing selects it</c>.</param>
/// <param name="Policy">The policy; null where none decided.</param>
/// <param name="Rule">The rule; null where it is that no rule of the policy lets the packet through.</param>
public sealed record Reason(string Label, Policy? Policy, PolicyRule? Rule)
{
    /// <summary>No policy says anything about the packet.</summary>
    public static Reason Nothing { get; } = new("nothing selects it", null, null);

    /// <summary>A pod reaches itself, whatever policies say.</summary>
    public static Reason Itself { get; } = new("a pod reaches itself", null, null);

    /// <summary>A pod's own node reaches it, whatever policies say.</summary>
    public static Reason OwnNode { get; } = new("the node of a pod reaches it", null, null);

    /// <summary>A pod's own node reaches it, and nobody says on which node the pod runs.</summary>
    internal static Reason MaybeOwnNode { get; } = OwnNode with
    {
        Missing = new MissingEvidence(MissingCode.ReferredTo, "the node of the pod", "it is chosen when the pod runs, and a pod's own node always reaches it") { Remedy = "scan the cluster in which it runs" },
    };

    /// <summary>What would have to be known for it to decide; null where it does.</summary>
    public MissingEvidence? Missing { get; init; }

    /// <summary>The object; null where no policy decided.</summary>
    public Document? Document => Policy?.Document;

    /// <summary>The rule in it, else the specification of the policy; no value where no policy decided.</summary>
    public Node At => Rule?.Node ?? Policy?.Document.Root["spec"] ?? default;

    /// <summary>Where that stands in a file of the user's; null where no policy decided.</summary>
    public SourcePlace? Place => Document is { } document ? document.PlaceOf(At.Exists ? At : document.Mention) : null;

    internal static Reason Of(Policy policy, PolicyRule? rule) => new(rule?.Label ?? policy.Label, policy, rule);
}
