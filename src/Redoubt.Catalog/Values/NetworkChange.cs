using Redoubt.Evidence;
using Redoubt.Network;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Catalog.Values;

/// <summary>What one policy changes for the pods that it selects: the network with it beside that without it.</summary>
/// <param name="with">With it.</param>
/// <param name="without">Without it.</param>
internal sealed class NetworkChange(Reachability with, Reachability without)
{
    private const int MostSteps = 50_000;

    /// <summary>In words; empty for nothing, null where there is more to compare than is compared.</summary>
    /// <param name="policy">The policy.</param>
    public string? Of(Document policy)
    {
        var words = new List<string>();
        foreach (var direction in new[] { Direction.Ingress, Direction.Egress })
        {
            var selected = with.Classes.Where(one => one is { Kind: EndKind.Pod, Ends.Count: > 0 } && Selects(policy, one.Ends[0], direction)).ToArray();
            if (selected.Length * (long)with.Classes.Count > MostSteps)
            {
                return null;
            }

            var (isOpening, isClosing) = (false, false);
            foreach (var (pods, other) in selected.SelectMany(pods => with.Classes.Where(other => other.Ends.Count > 0).Select(other => (pods, other))))
            {
                var now = Half(with, pods, other, direction);
                var before = Half(without, without.Classes[pods.Number], In(without, other), direction);
                isOpening |= !now.Allowed.Except(before.Allowed).IsEmpty;
                isClosing |= !before.Allowed.Union(before.Unknown).Except(now.Allowed.Union(now.Unknown)).IsEmpty || !before.Allowed.Except(now.Allowed).IsEmpty;
            }

            var way = direction == Direction.Ingress ? "in" : "out";
            words.AddRange(new[] { isClosing ? $"closes ways {way}" : "", isOpening ? $"opens ways {way}" : "" }.Where(word => word.Length > 0));
        }

        return string.Join(", ", words);
    }

    private bool Selects(Document policy, NetworkEnd pod, Direction direction)
    {
        var answer = direction == Direction.Ingress ? with.Answer(with.SomePod, pod, Protocol.Tcp, 1) : with.Answer(pod, with.SomePod, Protocol.Tcp, 1);
        return (direction == Direction.Ingress ? answer.Ingress : answer.Egress)?.Selecting.Any(one => ReferenceEquals(one.Document, policy)) == true;
    }

    private static Connection Half(Reachability network, EndClass pods, EndClass other, Direction direction) =>
        (direction == Direction.Ingress ? network.Half(other, pods, direction) : network.Half(pods, other, direction)) ?? new Connection(PortSet.All, PortSet.None);

    // Pods and nodes are the same classes whatever policies say; addresses are in wider pieces where fewer blocks cut them.
    private static EndClass In(Reachability network, EndClass one) =>
        one.Kind == EndKind.Address && one.Ends[0].Range is { } range && network.Find($"{range.First}") is { } end ? network.Classes[end.ClassNumber] : network.Classes[one.Number];
}
