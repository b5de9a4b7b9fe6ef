using System.Text.Json.Nodes;
using Redoubt.Evidence;

namespace Redoubt.Attack.Fixes;

/// <summary>Settings of machines, engines, components and workflows, where evidence shows that they are bad.</summary>
internal static class EvidenceFixes
{
    private static readonly GroupKind HostKind = new("evidence.redoubt.dev", "Host");
    private static readonly GroupKind EngineKind = new("evidence.redoubt.dev", "ContainerEngine");
    private static readonly GroupKind ComponentKind = new("evidence.redoubt.dev", "Component");
    private static readonly GroupKind WorkflowKind = new("evidence.redoubt.dev", "Workflow");

    public static IReadOnlyList<FixKind> All { get; } =
    [
        Setting("no-strange-kubelet-orders", 2, ComponentKind, "kubelet", "Let no kubelet take orders of strangers: authentication.anonymous.enabled: false, authorization.mode: Webhook.", root =>
        {
            root.Child("configuration").Child("authentication").Child("anonymous")["enabled"] = false;
            root.Child("configuration").Child("authorization")["mode"] = "Webhook";
        }),
        Setting("etcd-certificates", 3, ComponentKind, "etcd", "Let etcd answer only who shows a certificate: --client-cert-auth=true with --trusted-ca-file.", root => root.Child("flags")["client-cert-auth"] = "true"),
        Setting("node-restriction", 2, ComponentKind, "kube-apiserver", "Let nodes read only what is for them: --authorization-mode=Node,RBAC and --enable-admission-plugins=NodeRestriction.", root =>
        {
            root.Child("flags")["authorization-mode"] = "Node,RBAC";
            root.Child("flags")["enable-admission-plugins"] = "NodeRestriction";
        }),
        Setting("encryption-at-rest", 4, ComponentKind, "kube-apiserver", "Encrypt secrets in etcd with a key that lies elsewhere: --encryption-provider-config with a kms provider first.", root =>
        {
            root.Child("flags")["encryption-provider-config"] = "/etc/kubernetes/encryption.yaml";
            root.Child("configuration")["encryption"] = new JsonObject
            {
                ["resources"] = new JsonArray(new JsonObject
                {
                    ["resources"] = new JsonArray("secrets"),
                    ["providers"] = new JsonArray(new JsonObject { ["kms"] = new JsonObject { ["apiVersion"] = "v2", ["name"] = "kms" } }, new JsonObject { ["identity"] = new JsonObject() }),
                }),
            };
        }),
        Setting("metadata-hop-limit", 1, HostKind, "", "Let the metadata service answer only the machine itself: hop limit 1.", root => root.Child("cloud")["metadataHopLimit"] = 1),
        Setting("engine-certificates", 3, EngineKind, "", "Let no container engine take orders from the network without a certificate: tlsverify, or no tcp:// listener.", root => root.Child("configuration")["tlsverify"] = true),
        Setting("code-review", 2, WorkflowKind, "", "Let nothing be released that nobody else has read: one required review.", root => root["requiredReviews"] = 1),
    ];

    private static FixKind Setting(string name, int effort, GroupKind kind, string component, string say, Action<JsonObject> edit) => new(name, effort, (_, ground) =>
    {
        var documents = ground.Ground.Inventory.Platform.Of(kind).Where(document => component.Length == 0 || document.Root["name"].Is(component)).ToArray();
        return documents.Length == 0 ? null : new FixDraft("", say, [.. documents.Select(document => new FixEdit(document.Key, document, edit))]);
    });
}
