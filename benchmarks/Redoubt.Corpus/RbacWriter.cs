using System.Globalization;

namespace Redoubt.Corpus;

/// <summary>
/// Writes the RBAC objects of a large cluster; the same number always gives the same bytes. For each five roles: one ClusterRole, four Roles; four bindings
/// for each role; ten subjects for each role, of which one in five is an account with an object. Every fiftieth ClusterRole aggregates.
/// </summary>
public static class RbacWriter
{
    private const int RolesInNamespace = 8;
    private const string Group = "rbac.authorization.k8s.io";

    // What roles of real platforms ask for, the harmless many times; `create` and `get` of Secrets lead on only together.
    private static readonly string[] Rules =
    [
        Rule("", "pods, services, configmaps", "get, list, watch"),
        Rule("", "events", "create, patch"),
        Rule("apps", "deployments, replicasets", "get, list, watch"),
        Rule("coordination.k8s.io", "leases", "get, create, update"),
        Rule("", "configmaps", "get, update") + "  resourceNames: [settings]\n",
        Rule("batch", "jobs, cronjobs", "get, list, watch"),
        Rule("", "pods/log", "get"),
        Rule("networking.k8s.io", "ingresses", "get, list, watch"),
        Rule("example.com", "things, things/status", "'*'"),
        Rule("", "secrets", "get"),
        Rule("apps", "deployments", "patch"),
        Rule("", "secrets", "create"),
        Rule("", "pods/exec", "create"),
        Rule("", "serviceaccounts/token", "create"),
    ];

    /// <summary>The files: the cluster's objects, and one file for each namespace.</summary>
    /// <param name="roles">How many roles.</param>
    public static IEnumerable<(string Name, string Text)> Files(int roles)
    {
        var clusterRoles = roles / 5;
        var text = NewText();
        for (var n = 0; n < clusterRoles; n++)
        {
            ClusterRole(text, n);
            for (var binding = 0; binding < 4; binding++)
            {
                Binding(text, "ClusterRoleBinding", null, $"c{n}-{binding}", "ClusterRole", $"cluster-{n}", (n * 4) + binding, roles);
            }
        }

        yield return ("cluster.yaml", text.ToString());
        for (var start = clusterRoles; start < roles; start += RolesInNamespace)
        {
            text = NewText();
            var ns = $"team-{(start - clusterRoles) / RolesInNamespace}";
            for (var n = start; n < Math.Min(start + RolesInNamespace, roles); n++)
            {
                Namespaced(text, ns, n, roles);
            }

            yield return ($"{ns}.yaml", text.ToString());
        }
    }

    private static StringWriter NewText() => new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    private static string Rule(string group, string resources, string verbs) => $"- apiGroups: ['{group}']\n  resources: [{resources}]\n  verbs: [{verbs}]\n";

    private static void ClusterRole(StringWriter text, int n)
    {
        text.Write($"---\napiVersion: {Group}/v1\nkind: ClusterRole\nmetadata:\n  name: cluster-{n}\n  labels:\n    part: p{n % 100}\n");
        if (n % 50 == 0)
        {
            text.Write($"aggregationRule:\n  clusterRoleSelectors:\n  - matchLabels:\n      part: p{(n + 1) % 100}\n");
            return;
        }

        // Rights of the whole cluster are rarely those that lead on.
        text.Write($"rules:\n{Rules[n % 9]}{Rules[(n + 3) % 9]}{(n % 250 == 1 ? Rules[9 + (n / 250 % 5)] : "")}");
    }

    private static void Namespaced(StringWriter text, string ns, int n, int roles)
    {
        text.Write($"---\napiVersion: {Group}/v1\nkind: Role\nmetadata:\n  name: role-{n}\n  namespace: {ns}\nrules:\n{Rules[n % Rules.Length]}{Rules[(n + 5) % 9]}{Rules[(n + 7) % 9]}");
        for (var account = 0; account < 2; account++)
        {
            text.Write($"---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: app-{n}-{account}\n  namespace: {ns}\n");
        }

        for (var binding = 0; binding < 4; binding++)
        {
            var isOwn = binding < 3;
            Binding(text, "RoleBinding", ns, $"r{n}-{binding}", isOwn ? "Role" : "ClusterRole", isOwn ? $"role-{n}" : $"cluster-{n % (roles / 5)}", (n * 4) + binding, roles);
        }

        text.Write($"- kind: ServiceAccount\n  name: app-{n}-0\n  namespace: {ns}\n- kind: ServiceAccount\n  name: app-{n}-1\n  namespace: {ns}\n");
    }

    private static void Binding(StringWriter text, string kind, string? ns, string name, string roleKind, string role, int seed, int roles)
    {
        text.Write($"---\napiVersion: {Group}/v1\nkind: {kind}\nmetadata:\n  name: {name}\n{(ns is null ? "" : $"  namespace: {ns}\n")}roleRef:\n  apiGroup: {Group}\n  kind: {roleKind}\n  name: {role}\nsubjects:\n");
        for (var subject = 0; subject < 2; subject++)
        {
            var number = (seed * 2) + subject;
            text.Write($"- kind: {(number % 10 == 0 ? "Group" : "User")}\n  apiGroup: {Group}\n  name: {(number % 10 == 0 ? "group" : "user")}-{number % (roles * 8)}\n");
        }
    }
}
