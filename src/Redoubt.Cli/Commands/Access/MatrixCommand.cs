using System.CommandLine;
using Redoubt.Access;
using Redoubt.Report.Answers;
using Redoubt.Run.Access;

namespace Redoubt.Cli.Commands.Access;

/// <summary><c>redoubt access matrix</c>: subjects against the rights that matter most.</summary>
internal static class MatrixCommand
{
    private const int MostNamespaces = 2;

    private static readonly (string Column, (string Verb, string Group, string Resource, string Subresource)[] Rights)[] Matters =
    [
        ("everything", [("*", "*", "*", "")]),
        ("readsSecrets", [("get", "", "secrets", ""), ("list", "", "secrets", ""), ("watch", "", "secrets", "")]),
        ("runsPods", [("create", "", "pods", ""), ("create", "apps", "deployments", ""), ("create", "apps", "daemonsets", ""), ("create", "apps", "statefulsets", ""), ("create", "batch", "jobs", ""), ("create", "batch", "cronjobs", "")]),
        ("execs", [("create", "", "pods", "exec"), ("create", "", "pods", "attach"), ("patch", "", "pods", "ephemeralcontainers"), ("get", "", "nodes", "proxy")]),
        ("tokens", [("create", "", "serviceaccounts", "token"), ("impersonate", "", "serviceaccounts", ""), ("impersonate", "", "users", "")]),
        ("rbac", [("bind", "rbac.authorization.k8s.io", "clusterroles", ""), ("escalate", "rbac.authorization.k8s.io", "clusterroles", ""), ("create", "rbac.authorization.k8s.io", "rolebindings", "")]),
        ("admission", [("create", "admissionregistration.k8s.io", "mutatingwebhookconfigurations", ""), ("update", "admissionregistration.k8s.io", "validatingwebhookconfigurations", ""), ("delete", "admissionregistration.k8s.io", "validatingadmissionpolicybindings", "")]),
        ("nodes", [("patch", "", "nodes", ""), ("update", "", "nodes", ""), ("create", "", "persistentvolumes", "")]),
    ];

    public static Command Create()
    {
        var options = new AccessOptions("path", "Files and folders.");
        var command = new Command("matrix", "Every subject against the rights that matter most: in the cluster, or in which namespaces.");
        options.AddTo(command, options.Namespace);
        command.SetAction(parsed =>
        {
            var words = AccessWords.Read(parsed.GetValue(options.Words) ?? [], [], 0, takesName: false, null);
            return options.Run(parsed, words, (session, _) => (Table(session, parsed.GetValue(options.Namespace)), ExitCode.Good));
        });
        return command;
    }

    private static AnswerTable Table(AccessSession session, string? ns)
    {
        var rows = session.Authorization.Subjects.OrderBy(subject => $"{subject}", StringComparer.Ordinal)
            .Select(subject => (Subject: subject, Grants: session.Authorization.RulesOf(subject.AsUser()).Where(grant => ns is null || grant.Binding.Namespace is "" || grant.Binding.Namespace == ns).ToArray()))
            .Select(one => new AnswerRow([$"{one.Subject}", .. Matters.Select(column => Cell(one.Grants, column.Rights, session))])).Where(row => row.Cells.Skip(1).Any(cell => cell.Length > 0));
        var missing = session.Authorization.Missing(new AccessRequest { User = new AccessUser("", [AccessGroups.Authenticated]), Verb = "", Namespace = ns ?? "" });
        return new AnswerTable
        {
            Topic = "access",
            Command = "matrix",
            Question = $"who holds the rights that matter most{(ns is null ? "" : $" in namespace {ns}")}?",
            Columns = ["subject", .. Matters.Select(column => column.Column)],
            Rows = [.. rows],
            Notes = missing is null ? [] : [$"there may be more: {missing}"],
        };
    }

    private static string Cell(IReadOnlyList<AccessGrant> grants, (string Verb, string Group, string Resource, string Subresource)[] rights, AccessSession session)
    {
        string[] places = [.. grants.Where(grant => rights.Any(right => grant.Rule.Gives(right.Verb, right.Group, right.Resource, right.Subresource) && Counts(grant, right))).Select(grant => grant.Binding.Namespace).Distinct()];
        return places.Contains("") ? "cluster"
            : places.Length <= MostNamespaces ? string.Join(", ", places)
            : $"{string.Join(", ", places.Take(MostNamespaces))} +{places.Length - MostNamespaces}";

        // What lives in no namespace is given by no RoleBinding; roles are bound in a namespace too.
        bool Counts(AccessGrant grant, (string Verb, string Group, string Resource, string Subresource) right) => grant.Binding.Namespace.Length == 0 || right.Verb == "bind"
            || session.Resources.Find($"{right.Resource}{(right.Group is "" or "*" ? "" : "." + right.Group)}", out _) is not { IsNamespaced: false };
    }
}
