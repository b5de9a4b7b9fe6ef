using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Testing;

/// <summary>Reads <c>redoubt-test.yaml</c>.</summary>
internal static class RedoubtTest
{
    private static readonly string[] Verdicts = ["pass", "fail", "skip", "error", "unknown", "unselected"];
    private static readonly string[] Operations = ["CREATE", "UPDATE", "DELETE"];

    public static PolicyTestFile Read(string file, FieldReader reader)
    {
        reader.Only("policies", "resources", "kubernetes", "operation", "user", "expect");
        foreach (var name in new[] { "policies", "resources", "expect" }.Where(name => reader.Map[name].Count == 0 && reader.Text(name).Length == 0))
        {
            reader.Report(reader.Map, $"`{name}` is missing");
        }

        var expectations = new List<PolicyExpectation>();
        foreach (var item in reader.Items("expect"))
        {
            expectations.Add(Expectation(reader.Of(item)));
        }

        return new PolicyTestFile
        {
            File = file,
            Policies = [.. reader.Texts("policies")],
            Resources = [.. reader.Texts("resources")],
            Kubernetes = reader.Text("kubernetes"),
            Operation = MatchFile.Word(reader, "operation", Operations),
            User = User(reader.Inner("user")),
            Expectations = [.. expectations],
        };
    }

    private static PolicyExpectation Expectation(FieldReader entry)
    {
        entry.Only("policy", "rule", "resource", "operation", "verdict", "message", "patched");
        var parts = entry.Required("resource").Split('/');
        if (parts.Length is not (2 or 3))
        {
            entry.Report(entry.Map["resource"], "`resource` is `Kind/name` or `namespace/Kind/name`");
        }

        return new PolicyExpectation
        {
            At = entry.Map,
            Policy = entry.Required("policy"),
            Rule = entry.Text("rule"),
            Kind = parts.Length > 1 ? parts[^2] : "",
            Namespace = parts.Length > 2 ? parts[0] : null,
            Name = parts[^1],
            Operation = entry.Map["operation"].Exists ? MatchFile.Word(entry, "operation", Operations) : "",
            Verdict = entry.Required("verdict") is { Length: > 0 } ? MatchFile.Word(entry, "verdict", Verdicts) : "",
            Message = entry.Text("message"),
            Patched = entry.Text("patched"),
        };
    }

    private static AdmissionUser User(FieldReader user)
    {
        user.Only("name", "groups", "roles", "clusterRoles");
        return new AdmissionUser
        {
            Name = user.Text("name"),
            Groups = [.. user.Texts("groups")],
            Roles = [.. user.Texts("roles")],
            ClusterRoles = [.. user.Texts("clusterRoles")],
        };
    }
}
