using Redoubt.Evidence;

namespace Redoubt.Network.Policies;

/// <summary>The kinds of policies, and who reads each.</summary>
internal static class PolicyReaders
{
    /// <summary>The kinds, in the order in which answers name them.</summary>
    public static IReadOnlyList<GroupKind> Kinds { get; } = [AdminPolicyReader.Admin, AdminPolicyReader.Cluster, NetworkPolicyReader.Kind, AdminPolicyReader.Baseline];

    /// <summary>The policy of a document; null if a server would refuse it, which is then among the problems.</summary>
    public static Policy? Read(Document document, ICollection<NetworkProblem> problems)
    {
        var reading = new PolicyReading(document, problems);
        return document.Key.Kind == NetworkPolicyReader.Kind ? new NetworkPolicyReader(reading).Read() : new AdminPolicyReader(reading).Read();
    }
}
