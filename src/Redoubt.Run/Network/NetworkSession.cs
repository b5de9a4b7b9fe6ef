using Redoubt.Collect.Files;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;
using Redoubt.Network;
using Redoubt.Network.Ends;
using Redoubt.Network.Flows;
using Redoubt.Network.Suggest;
using Redoubt.Run.Questions;

namespace Redoubt.Run.Network;

/// <summary>The network of a platform as the command line names it, ready to be asked.</summary>
public sealed class NetworkSession
{
    private readonly EvidenceSession _evidence;

    /// <param name="evidence">The platform.</param>
    public NetworkSession(EvidenceSession evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        _evidence = evidence;
        Reachability = Reachability.Of(evidence.Platform);
    }

    /// <summary>What can reach what.</summary>
    public Reachability Reachability { get; }

    /// <summary>The policies that a server would refuse, each with its place: what they were to say is not in any answer.</summary>
    public IReadOnlyList<string> Problems => [.. Reachability.Problems.Select(problem => $"{problem.Place}: {problem.Reason}")];

    /// <summary>What has to be known of policies that may not be here, for the pods of a namespace; null if that is all here.</summary>
    /// <param name="ns">The namespace; null for the whole platform.</param>
    public MissingEvidence? Missing(string? ns) =>
        _evidence.Platform.IsComplete(new GroupKind("networking.k8s.io", "NetworkPolicy"), ns, out var missing) ? null : missing;

    /// <summary>What flow logs show that is needed.</summary>
    /// <param name="logs">Files, folders, or <c>-</c>; packed with gzip or not.</param>
    /// <param name="standardInput">Where <c>-</c> is read from.</param>
    /// <param name="problems">Takes what cannot be read, line by line.</param>
    public NeedList Flows(IReadOnlyList<string> logs, Stream standardInput, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var reader = new FlowReader(Reachability);
        LogFile.ReadAll(logs, standardInput, reader.Read, problems);
        foreach (var problem in reader.Problems)
        {
            problems.Add($"{problem}");
        }

        if (reader.ProblemsLeftOut > 0)
        {
            problems.Add($"and {reader.ProblemsLeftOut} more lines that cannot be read");
        }

        return reader.Needs();
    }

    /// <summary>The end of a name; null, and a problem with the nearest name, if nothing has it.</summary>
    /// <param name="name">As <c>shop/db</c>, <c>node/n1</c>, <c>outside</c>, an address.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public NetworkEnd? Find(string name, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);

        // An address that is in nobody's documents but those of documentation (RFC 5737) stands for the outside.
        if (Reachability.Find(name == "outside" ? "203.0.113.1" : name) is { } end)
        {
            return end;
        }

        var known = Reachability.Ends.Where(one => one.Kind is EndKind.Pod or EndKind.Node).Select(one => one.Name).ToArray();
        problems.Add($"`{name}` is no pod, workload, node or address here: write NAMESPACE/NAME, node/NAME, outside or an address{Suggestion.Of(name, known)}");
        return null;
    }
}
