using System.Text.Json.Nodes;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Recordings;

/// <summary>What the recorded cluster held that no answer shows whole: namespaces, what <c>alice</c> may, the definition of orders.</summary>
internal static class Setup
{
    private static readonly Dictionary<string, (string Group, string Kind)> Kinds = new(StringComparer.Ordinal)
    {
        ["namespaces"] = ("", "Namespace"),
        ["roles"] = ("rbac.authorization.k8s.io", "Role"),
        ["rolebindings"] = ("rbac.authorization.k8s.io", "RoleBinding"),
        ["customresourcedefinitions"] = ("apiextensions.k8s.io", "CustomResourceDefinition"),
    };

    public static void Fill(Store store)
    {
        using var stream = typeof(Setup).Assembly.GetManifestResourceStream("setup.json")!;
        var all = JsonNode.Parse(stream)!.AsObject();
        foreach (var (resource, objects) in all)
        {
            var (group, kind) = Kinds[resource];
            foreach (var value in objects!.AsArray().OfType<JsonObject>())
            {
                var whole = (JsonObject)value.DeepClone();
                (whole["kind"], whole["apiVersion"]) = (kind, group.Length > 0 ? $"{group}/v1" : "v1");
                var metadata = (JsonObject)whole["metadata"]!;
                metadata["uid"] = "00000000-0000-4000-8000-000000000000";
                metadata["creationTimestamp"] = "2026-11-27T16:20:55Z";
                store.Put(new ObjectName(group, resource, (string?)metadata["namespace"] ?? "", (string)metadata["name"]!), whole);
            }
        }

        store.Serve("shop.example", "orders");
    }
}
