using Redoubt.Attack.Facts;
using Redoubt.Attack.Model;
using Redoubt.Attack.Relations;
using Redoubt.Attack.Search;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Network;

/// <summary>
/// Who reaches what by the network. <c>free</c> connects to whatever no policy guards and stands for all of it, so that only pairs which a policy lets
/// through need a clause of their own.
/// </summary>
/// <param name="builder">Takes the clauses.</param>
/// <param name="ground">What is known of the platform.</param>
internal sealed class NetworkClauses(ModelBuilder builder, Ground ground)
{
    private const string Free = "free";
    private readonly bool _isEnforced = ground.Facts.Platform[AttackFact.NetworkEnforced];
    private readonly AttackFact? _bad = ground.Facts.Platform.MayBeWorse(AttackFact.NetworkEnforced) ? AttackFact.NetworkEnforced : null;

    public void Add()
    {
        foreach (var pod in ground.Inventory.Pods)
        {
            AddOutward(pod);
            AddInward(pod);
        }

        foreach (var (from, to, isLetOut, isLetIn) in ground.Network.Pairs)
        {
            int[] guards = [.. isLetOut ? [] : Guard(from, inward: false), .. isLetIn ? [] : Guard(to.Pod, inward: true)];
            Clause($"net:{to.Id}", [builder.Atom($"foot:{from.Id}"), .. guards], $"policies let {from.Id} connect to {to.Id}", isLetIn ? to.Pod : from, isLetIn ? "isolate-in" : "isolate-out");
        }

        foreach (var (container, isLetIn) in ground.Network.Doors)
        {
            Clause($"net:{container.Id}", [builder.Atom("outside"), .. isLetIn ? [] : Guard(container.Pod, inward: true)], $"a door leads from outside to {container.Id}", container.Pod);
        }
    }

    private void AddOutward(PodThing pod)
    {
        var foot = builder.Atom($"foot:{pod.Id}");
        Clause(Free, [foot, .. ground.Network.IsGuarded(pod, inward: false) ? Guard(pod, inward: false) : []], $"{pod.Id} may connect to what nothing guards", pod, "isolate-out");
        Clause("api", [foot, .. ground.Network.DeniesServer(pod) ? Guard(pod, inward: false) : []], $"{pod.Id} reaches the API server", pod, "isolate-out");
        Clause("inside", [foot, .. ground.Network.DeniesMetadata(pod) ? Guard(pod, inward: false) : []], $"{pod.Id} reaches the nodes", pod, "isolate-out", "no-metadata");
    }

    private void AddInward(PodThing pod)
    {
        var guard = ground.Network.IsGuarded(pod, inward: true) ? Guard(pod, inward: true) : [];
        foreach (var container in ground.Inventory.Listening(pod))
        {
            Clause($"net:{container.Id}", [builder.Atom(Free), .. guard], $"{container.Id} listens", pod, "isolate-in");
            foreach (var node in pod.RunsOn)
            {
                Clause($"net:{container.Id}", [builder.Atom($"node:{node.Id}")], "a node reaches its pods", pod);
            }
        }
    }

    // Nothing guards where the plug-in does not enforce.
    private int[] Guard(PodThing pod, bool inward) => _isEnforced ? [builder.Off("network-policy", $"{(inward ? "in" : "out")}:{pod.Id}", "", _bad)] : [];

    private void Clause(string head, int[] body, string why, PodThing pod, params string[] mends) =>
        builder.Add(new Move(null, new Row { Pod = pod }, why) { Mends = mends }, builder.Atom(head), body, FailureSet.None);
}
