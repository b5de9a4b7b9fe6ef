using Redoubt.Evidence;
using Redoubt.Network.Addresses;

namespace Redoubt.Network.Policies;

/// <summary>The policies of a platform, read. After a change only those that changed are.</summary>
internal sealed class PolicyIndex
{
    private readonly Dictionary<Document, (IReadOnlyList<Policy> Policies, IReadOnlyList<NetworkProblem> Problems)> _read = [];

    /// <summary>Reads the policies.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="before">The policies of another platform: documents that it has too are not read again.</param>
    public PolicyIndex(Platform platform, PolicyIndex? before)
    {
        var around = new PolicySurroundings(platform);
        var (all, problems) = (new List<Policy>(), new List<NetworkProblem>());
        foreach (var document in PolicyReaders.Kinds.SelectMany(platform.Of))
        {
            var read = before is not null && before._read.TryGetValue(document, out var known) ? known : Read(document, around);
            _read.Add(document, read);
            problems.AddRange(read.Problems);
            all.AddRange(read.Policies);
        }

        problems.AddRange(around.Sets.Problems);
        (All, Problems) = (all, problems);
    }

    /// <summary>Those that count, in order.</summary>
    public IReadOnlyList<Policy> All { get; }

    public IReadOnlyList<NetworkProblem> Problems { get; }

    /// <summary>The blocks that policies name, with their exceptions.</summary>
    public IEnumerable<AddressRange> Blocks => All.SelectMany(policy => (policy.Ingress ?? []).Concat(policy.Egress ?? []))
        .SelectMany(rule => rule.Peers).OfType<BlockPeer>().SelectMany(peer => peer.Blocks).SelectMany(block => block.Except.Append(block.Range));

    private static (IReadOnlyList<Policy> Policies, IReadOnlyList<NetworkProblem> Problems) Read(Document document, PolicySurroundings around)
    {
        var problems = new List<NetworkProblem>();
        return (PolicyReaders.Read(document, around, problems), problems);
    }
}
