namespace Redoubt.Access.Escalation.Moves;

/// <summary>Putting an ephemeral container into a pod: the answer names the volume of its token, and a second container mounts it.</summary>
internal sealed class DebugMove : Move
{
    public override string Name => "debug";

    public override string Says => "puts a container into a pod of";

    public override string Fix => "Take `pods/ephemeralcontainers` away, or give it in a namespace whose pods carry no strong account.";

    public override IReadOnlyList<Right> Rights { get; } = [new("", "pods", "ephemeralcontainers", "update", "patch")];

    public override void Add(Rights rights, EscalationGraph graph) =>
        graph.ReachPods(rights, rights.AnyOf("", "pods", "ephemeralcontainers", "update", "patch"), this, "ephemeralcontainers", "update", "patch");
}
