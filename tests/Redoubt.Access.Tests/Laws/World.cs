using System.Text;
using System.Text.Json;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests.Laws;

/// <summary>A rule, as it is written.</summary>
public sealed record WorldRule(string[] Verbs, string[] Groups, string[] Resources, string[] Names, string[] Paths)
{
    public object Json => new Dictionary<string, string[]>
    {
        ["verbs"] = Verbs,
        ["apiGroups"] = Groups,
        ["resources"] = Resources,
        ["resourceNames"] = Names,
        ["nonResourceURLs"] = Paths,
    };
}

/// <summary>A role; of the cluster where it has no namespace.</summary>
/// <param name="Namespace">The namespace; empty for a ClusterRole.</param>
/// <param name="Name">The name.</param>
/// <param name="Labels">The labels, all with the value <c>yes</c>.</param>
/// <param name="Takes">Labels: who has one of them is taken from; null for a role that takes from none.</param>
/// <param name="Rules">The rules that are written.</param>
public sealed record WorldRole(string Namespace, string Name, string[] Labels, string[]? Takes, WorldRule[] Rules);

/// <summary>A binding; of the cluster where it has no namespace.</summary>
public sealed record WorldBinding(string Namespace, string Name, bool IsToClusterRole, string Role, AccessSubject[] Subjects);

/// <summary>RBAC objects, and others that moves meet, as a test made them up.</summary>
public sealed record World(WorldRole[] Roles, WorldBinding[] Bindings)
{
    /// <summary>Other objects, as JSON.</summary>
    public string[] Others { get; init; } = [];

    public Platform Platform => new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("world.json", Text).Documents).Build();

    /// <summary>The objects, as documents of JSON.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var json in Roles.Select(Json).Concat(Bindings.Select(Json)).Concat(Others))
            {
                text.Append("---\n").Append(json).Append('\n');
            }

            return text.ToString();
        }
    }

    public override string ToString() => Text;

    private static string Json(WorldRole role)
    {
        var metadata = Metadata(role.Namespace, role.Name);
        metadata["labels"] = role.Labels.ToDictionary(label => label, _ => "yes");
        var json = new Dictionary<string, object>
        {
            ["apiVersion"] = "rbac.authorization.k8s.io/v1",
            ["kind"] = role.Namespace.Length == 0 ? "ClusterRole" : "Role",
            ["metadata"] = metadata,
            ["rules"] = role.Rules.Select(rule => rule.Json).ToArray(),
        };
        if (role.Takes is { } takes)
        {
            json["aggregationRule"] = new { clusterRoleSelectors = takes.Select(label => new { matchLabels = new Dictionary<string, string> { [label] = "yes" } }).ToArray() };
        }

        return JsonSerializer.Serialize(json);
    }

    private static string Json(WorldBinding binding) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = binding.Namespace.Length == 0 ? "ClusterRoleBinding" : "RoleBinding",
        ["metadata"] = Metadata(binding.Namespace, binding.Name),
        ["roleRef"] = new { apiGroup = "rbac.authorization.k8s.io", kind = binding.IsToClusterRole ? "ClusterRole" : "Role", name = binding.Role },
        ["subjects"] = binding.Subjects.Select(Json).ToArray(),
    });

    private static Dictionary<string, string> Json(AccessSubject subject)
    {
        var json = new Dictionary<string, string> { ["kind"] = subject.Kind.ToString(), ["name"] = subject.Name };
        if (subject.Namespace.Length > 0)
        {
            json["namespace"] = subject.Namespace;
        }

        return json;
    }

    private static Dictionary<string, object> Metadata(string ns, string name)
    {
        var metadata = new Dictionary<string, object> { ["name"] = name };
        if (ns.Length > 0)
        {
            metadata["namespace"] = ns;
        }

        return metadata;
    }
}
