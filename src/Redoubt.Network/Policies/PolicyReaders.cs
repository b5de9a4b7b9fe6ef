using Redoubt.Evidence;

namespace Redoubt.Network.Policies;

/// <summary>The kinds of policies, and who reads each.</summary>
internal static class PolicyReaders
{
    /// <summary>The kinds, in the order in which answers name them.</summary>
    public static IReadOnlyList<GroupKind> Kinds { get; } =
    [
        AdminPolicyReader.Admin, AdminPolicyReader.Cluster, NetworkPolicyReader.Kind, AdminPolicyReader.Baseline, .. CiliumReader.Kinds, .. CalicoReader.Kinds,
    ];

    /// <summary>The policies of a document: none if a server would refuse it, which is then among the problems; several where parts of it are asked at different times.</summary>
    public static IReadOnlyList<Policy> Read(Document document, PolicySurroundings around, ICollection<NetworkProblem> problems)
    {
        var (reading, kind) = (new PolicyReading(document, around, problems), document.Key.Kind);
        var policies = CiliumReader.Kinds.Contains(kind) ? new CiliumReader(reading).Read()
            : CalicoReader.Kinds.Contains(kind) ? new CalicoReader(reading).Read()
            : kind == NetworkPolicyReader.Kind ? [new NetworkPolicyReader(reading).Read()]
            : [new AdminPolicyReader(reading).Read()];
        return reading.IsRefused ? [] : policies;
    }
}
