using System.Globalization;

namespace Redoubt.Corpus;

/// <summary>Writes a realistic platform of a given number of workloads; the same number always gives the same bytes.</summary>
public static class CorpusWriter
{
    private const int WorkloadsInNamespace = 50;

    private static readonly string[] Kinds = ["Deployment", "Deployment", "Deployment", "StatefulSet", "DaemonSet", "Deployment", "Job", "CronJob"];

    /// <summary>The files: one for each namespace.</summary>
    public static IEnumerable<(string Name, string Text)> Files(int workloads)
    {
        for (var start = 0; start < workloads; start += WorkloadsInNamespace)
        {
            var ns = string.Create(CultureInfo.InvariantCulture, $"team-{start / WorkloadsInNamespace:D4}");
            var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            Namespace(text, ns, start);
            for (var i = start; i < Math.Min(start + WorkloadsInNamespace, workloads); i++)
            {
                Workload(text, ns, i);
            }

            yield return ($"{ns}.yaml", text.ToString());
        }
    }

    private static void Namespace(StringWriter text, string ns, int seed)
    {
        text.Write($"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {ns}\n  labels:\n    team: {ns}\n");
        if (seed % 3 == 0)
        {
            text.Write($"---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: default-deny\n  namespace: {ns}\nspec:\n  podSelector: {{}}\n  policyTypes: [Ingress]\n");
        }

        text.Write($"---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\n  namespace: {ns}\nrules:\n- apiGroups: [\"\"]\n  resources: [pods, configmaps]\n  verbs: [get, list, watch]\n");
    }

    private static void Workload(StringWriter text, string ns, int i)
    {
        var kind = Kinds[i % Kinds.Length];
        var name = string.Create(CultureInfo.InvariantCulture, $"app-{i:D5}");
        var group = kind is "Job" or "CronJob" ? "batch/v1" : "apps/v1";
        text.Write($"---\napiVersion: {group}\nkind: {kind}\nmetadata:\n  name: {name}\n  namespace: {ns}\n  labels:\n    app.kubernetes.io/name: {name}\nspec:\n");
        var indent = "  ";
        if (kind == "CronJob")
        {
            text.Write("  schedule: \"0 3 * * *\"\n  jobTemplate:\n    spec:\n");
            indent = "      ";
        }
        else if (kind is not "Job")
        {
            text.Write($"  selector:\n    matchLabels:\n      app: {name}\n");
        }

        Template(text, name, indent, i, kind is "Job" or "CronJob");
        text.Write($"---\napiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n  namespace: {ns}\nspec:\n  selector:\n    app: {name}\n  ports:\n  - port: 80\n    targetPort: http\n");
    }

    private static void Template(StringWriter text, string name, string indent, int i, bool job)
    {
        text.Write($"{indent}template:\n{indent}  metadata:\n{indent}    labels:\n{indent}      app: {name}\n{indent}  spec:\n");
        var spec = indent + "    ";
        text.Write(job ? $"{spec}restartPolicy: Never\n" : $"{spec}serviceAccountName: {(i % 4 == 0 ? "default" : name)}\n");
        if (i % 5 == 0)
        {
            text.Write($"{spec}securityContext:\n{spec}  runAsNonRoot: true\n{spec}  seccompProfile:\n{spec}    type: RuntimeDefault\n");
        }

        text.Write($"{spec}containers:\n");
        for (var c = 0; c <= i % 3; c++)
        {
            Container(text, spec, i, c);
        }
    }

    private static void Container(StringWriter text, string spec, int i, int c)
    {
        var tag = i % 7 == 0 ? "latest" : $"1.{i % 20}.{c}";
        text.Write($"{spec}- name: c{c}\n{spec}  image: registry.example/team/app{i % 100}:{tag}\n{spec}  ports:\n{spec}  - name: http\n{spec}    containerPort: 8080\n");
        text.Write($"{spec}  env:\n{spec}  - name: LOG_LEVEL\n{spec}    value: info\n{spec}  - name: DB_HOST\n{spec}    value: db.example\n");
        if (i % 2 == 0)
        {
            text.Write($"{spec}  resources:\n{spec}    requests:\n{spec}      cpu: 100m\n{spec}      memory: 128Mi\n{spec}    limits:\n{spec}      memory: 256Mi\n");
        }

        if (i % 3 == 0)
        {
            text.Write($"{spec}  securityContext:\n{spec}    allowPrivilegeEscalation: false\n{spec}    readOnlyRootFilesystem: true\n{spec}    capabilities:\n{spec}      drop: [ALL]\n");
        }

        text.Write($"{spec}  livenessProbe:\n{spec}    httpGet:\n{spec}      path: /healthz\n{spec}      port: http\n");
    }
}
