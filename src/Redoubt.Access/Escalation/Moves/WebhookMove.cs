using Redoubt.Evidence;

namespace Redoubt.Access.Escalation.Moves;

/// <summary>
/// Changing every object on its way in, a binding to oneself included: by a mutating webhook, or from 1.36, where they are on by default, by a
/// mutating admission policy with its binding.
/// </summary>
internal sealed class WebhookMove : Move
{
    private const string Group = "admissionregistration.k8s.io";
    private const string Webhooks = "mutatingwebhookconfigurations";
    private const string Policies = "mutatingadmissionpolicies";
    private const string Bindings = "mutatingadmissionpolicybindings";
    private static readonly GroupKind WebhookKind = new(Group, "MutatingWebhookConfiguration");

    public override string Name => "webhook";

    public override string Says => "changes every object that anybody writes, and so becomes";

    public override string Fix => "Take the writing of mutating webhooks and mutating admission policies away; name in `resourceNames` the one that is its own.";

    public override IReadOnlyList<Right> Rights { get; } =
        [new(Group, Webhooks, "", "create", "update", "patch"), new(Group, Policies, "", "create", "patch"), new(Group, Bindings, "", "create", "patch")];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        if (!rights.IsOfCluster)
        {
            return;
        }

        var writes = rights.Any(Group, Webhooks, "update", "patch");
        if (!rights.Makes(Group, Webhooks).IsEmpty || (!writes.IsEmpty && graph.Facts.Has(WebhookKind, writes)))
        {
            var name = writes.Listed.FirstOrDefault("");
            graph.Moves(
                rights.Node, graph.ClusterAdmin, this,
                rights.Need("create", Group, Webhooks, name: name), rights.Need("update", Group, Webhooks, name: name), rights.Need("patch", Group, Webhooks, name: name));
        }
        else if (graph.Minor >= 36 && !rights.Makes(Group, Policies).IsEmpty && !rights.Makes(Group, Bindings).IsEmpty)
        {
            graph.Moves(rights.Node, graph.ClusterAdmin, this, rights.Need("create", Group, Policies), rights.Need("create", Group, Bindings));
        }
    }
}
