using System.Text;
using System.Text.Json;
using Redoubt.Access.Roles;
using Redoubt.Evidence;
using Redoubt.Evidence.Write;

namespace Redoubt.Access.Minimise;

/// <summary>Minimised roles as objects to apply.</summary>
public static class MinimalManifests
{
    private const string Version = "rbac.authorization.k8s.io/v1";
    private const string Group = "rbac.authorization.k8s.io";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Everything that is to be applied, as documents of YAML: roles with their labels and annotations; and bindings that are to be deleted first.</summary>
    /// <param name="minimised">The roles.</param>
    public static string Yaml(Minimised minimised)
    {
        ArgumentNullException.ThrowIfNull(minimised);
        var text = new StringBuilder();
        foreach (var role in minimised.Roles)
        {
            Head(text, role.Old.Kind, role.Old);
            if (role.Old.Root["aggregationRule"] is { Exists: true } aggregation)
            {
                text.Append("aggregationRule: ").Append(Json(aggregation)).Append('\n');
            }

            Rules(text, role.Rules);
        }

        foreach (var binding in minimised.Bindings)
        {
            var isCluster = binding.Old.Namespace.Length == 0;
            var kind = isCluster ? "ClusterRole" : "Role";
            text.Append("---\napiVersion: ").Append(Version).Append("\nkind: ").Append(kind).Append("\nmetadata:\n  name: ").Append(YamlScalar.Of(binding.RoleName)).Append('\n')
                .Append(isCluster ? "" : $"  namespace: {YamlScalar.Of(binding.Old.Namespace)}\n");
            Rules(text, binding.Rules);
            text.Append("---\n# The role of a binding cannot be changed: delete it first, kubectl delete ").Append(binding.Old.Kind.ToLowerInvariant()).Append(' ').Append(YamlScalar.Of(binding.Old.Name))
                .Append(isCluster ? "" : $" -n {YamlScalar.Of(binding.Old.Namespace)}").Append("\napiVersion: ").Append(Version).Append('\n');
            Metadata(text, binding.Old.Kind, binding.Old);
            text.Append("roleRef:\n  apiGroup: ").Append(Group).Append("\n  kind: ").Append(kind).Append("\n  name: ").Append(YamlScalar.Of(binding.RoleName)).Append("\nsubjects: ")
                .Append(Json(binding.Old.Root["subjects"])).Append('\n');
        }

        return text.ToString();
    }

    private static void Head(StringBuilder text, string kind, Document old)
    {
        text.Append("---\napiVersion: ").Append(Version).Append('\n');
        Metadata(text, kind, old);
    }

    private static void Metadata(StringBuilder text, string kind, Document old)
    {
        text.Append("kind: ").Append(kind).Append("\nmetadata:\n  name: ").Append(YamlScalar.Of(old.Name)).Append('\n');
        if (old.Namespace.Length > 0)
        {
            text.Append("  namespace: ").Append(YamlScalar.Of(old.Namespace)).Append('\n');
        }

        foreach (var field in (string[])["labels", "annotations"])
        {
            var entries = new List<string>();
            foreach (var entry in old.Root["metadata"][field].Fields)
            {
                if (entry.AsString() is { } value && !entry.Key.SequenceEqual(LastApplied))
                {
                    entries.Add($"    {YamlScalar.Of(entry.Key.ToString())}: {YamlScalar.Of(value)}\n");
                }
            }

            text.Append(entries.Count == 0 ? "" : $"  {field}:\n{string.Concat(entries)}");
        }
    }

    private static void Rules(StringBuilder text, IReadOnlyList<AccessRule> rules)
    {
        text.Append(rules.Count == 0 ? "rules: []\n" : "rules:\n");
        foreach (var rule in rules)
        {
            var mark = "- ";
            foreach (var (field, items) in (ReadOnlySpan<(string, IReadOnlyList<string>)>)
                [("apiGroups", rule.Groups), ("resources", rule.Resources), ("resourceNames", rule.Names), ("nonResourceURLs", rule.Paths), ("verbs", rule.Verbs)])
            {
                if (items.Count > 0)
                {
                    text.Append(mark).Append(field).Append(": [").AppendJoin(", ", items.Select(YamlScalar.Of)).Append("]\n");
                    mark = "  ";
                }
            }
        }
    }

    // A selector is five levels deep.
    private static string Json(Node node, int depth = 0)
    {
        switch (depth > 10 ? NodeKind.Null : node.Kind)
        {
            case NodeKind.Map:
                var fields = new List<string>();
                foreach (var field in node.Fields)
                {
                    fields.Add($"\"{JsonEncodedText.Encode(field.Key.ToString())}\": {Json(field, depth + 1)}");
                }

                return $"{{{string.Join(", ", fields)}}}";
            case NodeKind.List:
                var items = new List<string>();
                foreach (var item in node.Items)
                {
                    items.Add(Json(item, depth + 1));
                }

                return $"[{string.Join(", ", items)}]";
            case NodeKind.String:
                return $"\"{JsonEncodedText.Encode(node.AsString()!)}\"";
            default:
                return "null";
        }
    }
}
