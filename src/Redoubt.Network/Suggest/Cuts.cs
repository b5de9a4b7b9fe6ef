using Redoubt.Network.Ends;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Suggest;

/// <summary>Compares who reaches whom today with who would: folded by owner, whatever the port.</summary>
internal static class Cuts
{
    /// <summary>What is lost; null where the platform is too large to be compared pair by pair.</summary>
    public static IReadOnlyList<Cut>? Of(Reachability today, Reachability then, IReadOnlyCollection<PolicySubject> subjects)
    {
        if ((long)today.Classes.Count * today.Classes.Count > NetworkLimits.ComparedPairs)
        {
            return null;
        }

        var names = subjects.Select(subject => subject.Name).ToHashSet(StringComparer.Ordinal);
        var (before, after) = (Others(today, names), Others(then, names));
        return
        [
            .. before.Where(side => names.Contains(side.Key.Workload)).OrderBy(side => side.Key.Workload, StringComparer.Ordinal).ThenBy(side => side.Key.Direction)
                .Select(side => new Cut(side.Key.Workload, side.Key.Direction, [.. side.Value.Except(after.GetValueOrDefault(side.Key) ?? []).Order(StringComparer.Ordinal)], side.Value.Count))
                .Where(cut => cut.Others.Count > 0),
        ];
    }

    private static Dictionary<(string Workload, Direction Direction), HashSet<string>> Others(Reachability reachability, HashSet<string> names)
    {
        var others = new Dictionary<(string, Direction), HashSet<string>>();
        var shown = reachability.Classes.Select(NamesOf).ToArray();
        foreach (var to in reachability.Classes)
        {
            foreach (var from in reachability.Map.Into(to).SelectMany(cell => cell.AllowedClasses).Distinct())
            {
                foreach (var (sender, receiver) in from a in shown[@from] from b in shown[to.Number] where a != b select (a, b))
                {
                    Add(others, names, (receiver, Direction.Ingress), sender);
                    Add(others, names, (sender, Direction.Egress), receiver);
                }
            }
        }

        return others;
    }

    private static void Add(Dictionary<(string, Direction), HashSet<string>> others, HashSet<string> names, (string Name, Direction) key, string other)
    {
        if (names.Contains(key.Name))
        {
            (others.TryGetValue(key, out var known) ? known : others[key] = new(StringComparer.Ordinal)).Add(other);
        }
    }

    private static string[] NamesOf(EndClass one) => one.Kind switch
    {
        EndKind.Pod => [.. one.Ends.Select(end => end.Workload).Distinct()],
        EndKind.Address => ["addresses outside"],
        EndKind.Node => ["nodes"],
        _ => [],
    };
}
