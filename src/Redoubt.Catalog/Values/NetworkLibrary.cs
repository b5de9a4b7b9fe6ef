using Redoubt.Cel;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Values;

/// <summary>What a rule may ask of the network (<c>docs/network.md</c>). An end is an object that runs pods, a Service, or a text: <c>shop/db</c>, an address, <c>outside</c>, <c>nodes</c>, <c>stranger</c>.</summary>
internal static class NetworkLibrary
{
    private static readonly CelType Maps = CelType.List(CelType.Map(CelType.String, CelType.Dyn));

    public static CelLibrary Library { get; } = new()
    {
        Name = "redoubt.network",
        Functions =
        [
            Function(
                "reaches", "Whether policies let one end connect to another, on any port or on one of TCP; unknown where a policy or a plug-in that enforces it is not known.",
                Overload("reaches", [CelType.Dyn, CelType.Dyn], CelType.Bool, static a => Network(a).Reaches(a[1], a[2], null)),
                Overload("reaches_port", [CelType.Dyn, CelType.Dyn, CelType.Int], CelType.Bool, static a => Network(a).Reaches(a[1], a[2], a[3].AsInt()))),
            Function(
                "exposed", "Whether a door leads from outside to an object's pods and policies let packets in by it.",
                Overload("exposed", [CelType.Dyn], CelType.Bool, static a => Network(a).Exposed(a[1]))),
            Function(
                "doors", "The ways from outside to an object's pods that policies do not shut, as maps of `door`, `kind` and `through`; what is not known about them ends the list in an unknown.",
                Overload("doors", [CelType.Dyn], Maps, static a => Network(a).Doors(a[1]))),
            Function(
                "isolated", "Whether policies let all pods of an object take ('ingress') or send ('egress') only what they name, as written: whether a plug-in enforces them is asked of `enforced`.",
                Overload("isolated", [CelType.Dyn, CelType.String], CelType.Bool, static a => Network(a).Isolated(a[1], a[2].AsString()))),
            Function(
                "reachesOutside", "Whether an object's pods may send to an address of the internet.",
                Overload("reaches_outside", [CelType.Dyn], CelType.Bool, static a => Network(a).ReachesOutside(a[1]), PlatformGrowth.OfWalk)),
            Function(
                "sources", "The pods that may send to an object's, as maps of `from`, `namespace` and `ports`; where more may the list ends in an unknown.",
                Overload("sources", [CelType.Dyn], Maps, static a => Network(a).Sources(a[1]), PlatformGrowth.OfWalk)),
            Function(
                "crossings",
                "What pods of namespaces with another value of a label may send to pods of a namespace: for each kind of its pods one, as maps of `from`, `value`, `to` and `ports`; a list of values counts as one side. Where more may the list ends in an unknown.",
                Overload("crossings", [CelType.String, CelType.String, CelType.List(CelType.String)], Maps, static a => Network(a).Crossings(a[1].AsString(), a[2].AsString(), a[3]))),
            Function(
                "does", "What a policy changes, in words; empty if all would be the same without it.",
                Overload("does", [CelType.Dyn], CelType.String, static a => Network(a).Does(a[1]))),
            Function(
                "findings", "What in a policy does not do what it looks like, as maps of `code`, `at` and `say`; where that depends on pods that may be missing the list ends in an unknown.",
                Overload("findings", [CelType.Dyn], Maps, static a => Network(a).Findings(a[1]))),
            Function(
                "hasOtherPolicies", "Whether the evidence has policies other than NetworkPolicies: of Cilium, Calico or the admin tiers.",
                Overload("has_other_policies", [], CelType.Bool, static a => Network(a).HasOtherPolicies()) with { Body = static a => Network(a).HasOtherPolicies() }),
            Function(
                "enforced", "Whether the plug-in enforces policies of an object's kind; unknown where none is in the evidence.",
                Overload("enforced", [CelType.Dyn], CelType.Bool, static a => Network(a).Enforced(a[1]))),
            Function(
                "enforces", "Whether a plug-in enforces NetworkPolicies; unknown where none is in the evidence.",
                Overload("enforces", [], CelType.Bool, static a => Network(a).Enforces())),
            Function(
                "plugins", "The names of the network plug-ins that the evidence shows; where none does the list ends in an unknown.",
                Overload("plugins", [], CelType.List(CelType.String), static a => Network(a).Plugins())),
        ],
    };

    private static CelFunction Function(string name, string summary, params CelOverload[] overloads) => new() { Name = name, Summary = summary, Overloads = [.. overloads] };

    // The map is made once for a platform; what is looked up in it by one object costs one.
    private static CelOverload Overload(string id, CelType[] parameters, CelType result, CelBody body, CelEstimate? estimate = null) => new()
    {
        Id = "network_" + id,
        IsReceiver = true,
        Parameters = [NetworkQuestions.NetworkType, .. parameters],
        Result = result,
        Body = arguments => Network(arguments).Partly is { } partly ? EvidenceMissing.Unknown(partly) : body(arguments),
        IsPure = false,
        Estimate = estimate ?? PlatformGrowth.OfIndex,
    };

    private static NetworkQuestions Network(ReadOnlySpan<CelValue> arguments) => (NetworkQuestions)arguments[0].AsOpaque();
}
