using Redoubt.Network.Policies;

namespace Redoubt.Network.Effects;

/// <summary>What would be otherwise if a policy were not there.</summary>
/// <param name="ClosesIngress">Whether it keeps packets from its pods that would reach them.</param>
/// <param name="OpensIngress">Whether it lets packets to its pods that would not reach them.</param>
/// <param name="ClosesEgress">The same of packets that its pods send: whether it keeps any back.</param>
/// <param name="OpensEgress">The same: whether it lets any out.</param>
public readonly record struct PolicyEffect(bool ClosesIngress, bool OpensIngress, bool ClosesEgress, bool OpensEgress)
{
    internal PolicyEffect With(Direction direction, bool isClosing, bool isOpening) => direction == Direction.Ingress
        ? this with { ClosesIngress = ClosesIngress || isClosing, OpensIngress = OpensIngress || isOpening }
        : this with { ClosesEgress = ClosesEgress || isClosing, OpensEgress = OpensEgress || isOpening };

    internal bool IsFull(Direction direction) => direction == Direction.Ingress ? ClosesIngress && OpensIngress : ClosesEgress && OpensEgress;

    /// <summary>In words; empty for nothing.</summary>
    public override string ToString() => string.Join(", ", Words());

    private IEnumerable<string> Words()
    {
        foreach (var (holds, words) in ((bool, string)[])[(ClosesIngress, "closes ways in"), (OpensIngress, "opens ways in"), (ClosesEgress, "closes ways out"), (OpensEgress, "opens ways out")])
        {
            if (holds)
            {
                yield return words;
            }
        }
    }
}
