namespace Redoubt.Access.Escalation.Moves;

/// <summary>
/// Running a command in a pod that carries a token. A POST asks for <c>create</c>; a WebSocket asked for <c>get</c> alone before 1.35, and asks for
/// both since. The name of a pod that a controller makes is not known: a rule with names does not reach it.
/// </summary>
internal sealed class ExecMove : Move
{
    public override string Name => "exec";

    public override string Says => "runs a command in a pod of";

    public override string Fix => "Take `pods/exec` away, or give it in a namespace whose pods carry no strong account.";

    public override IReadOnlyList<Right> Rights { get; } = [new("", "pods", "exec", "create", "get")];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        var names = graph.Minor < 35 ? rights.AnyOf("", "pods", "exec", "create", "get") : rights.Names("create", "", "pods", "exec");
        graph.ReachPods(rights, names, this, "exec", "create", "get");
    }
}
