using Redoubt.Admission.Matching;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Testing;

/// <summary>Reads Kyverno's <c>kyverno-test.yaml</c>, and the files with values and users that it names.</summary>
internal static class KyvernoTest
{
    private static readonly string[] Fields =
    [
        "apiVersion", "kind", "metadata", "name", "policies", "resources", "variables", "values", "userinfo", "results", "checks",
        "exceptions", "context", "targetResources", "jsonPayload",
    ];

    private static readonly string[] Unsupported = ["checks", "exceptions", "context", "targetResources", "jsonPayload"];

    public static PolicyTestFile Read(string file, FieldReader reader)
    {
        reader.Only(Fields);
        foreach (var field in Unsupported.Where(field => reader.Map[field].Exists))
        {
            reader.Report(reader.Map[field], $"`{field}` is not read here: what it says would be left out");
        }

        var expectations = new List<PolicyExpectation>();
        foreach (var item in reader.Items("results"))
        {
            expectations.AddRange(Expectations(reader.Of(item)));
        }

        var test = new PolicyTestFile
        {
            File = file,
            IsKyverno = true,
            Policies = [.. reader.Texts("policies")],
            Resources = [.. reader.Texts("resources")],
            ValuesFile = reader.Text("variables"),
            UserFile = reader.Text("userinfo"),
            Expectations = [.. expectations],
        };
        return reader.Inner("values").Map is { Exists: true } values ? WithValues(test, values) : test;
    }

    /// <summary>The test with what a file of values says: operations, and the labels of namespaces.</summary>
    public static PolicyTestFile WithValues(PolicyTestFile test, Node values)
    {
        var namespaces = new Dictionary<string, Node>(test.Namespaces, StringComparer.Ordinal);
        foreach (var selector in values["namespaceSelector"].Items)
        {
            var name = selector["name"].AsString() ?? "";
            var text = $"{{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {{\"name\": {NodeJson.Text(selector["name"])}, \"labels\": {NodeJson.Text(selector["labels"])}}}}}";
            namespaces[name] = ValueReader.Read("", text, [])[0];
        }

        return test with
        {
            Operation = Operation(values["globalValues"]) ?? test.Operation,
            Namespaces = namespaces,
            Expectations = [.. test.Expectations.Select(expectation => expectation with { Operation = OperationOf(expectation, values) ?? expectation.Operation })],
        };
    }

    /// <summary>The test with the user that a file says.</summary>
    public static PolicyTestFile WithUser(PolicyTestFile test, Node info)
    {
        var user = info["userInfo"].Exists ? info["userInfo"] : info;
        return test with
        {
            User = new AdmissionUser
            {
                Name = user["username"].AsString() ?? "",
                Groups = [.. Texts(user["groups"])],
                Roles = [.. Texts(info["roles"])],
                ClusterRoles = [.. Texts(info["clusterRoles"])],
            },
        };
    }

    private static IEnumerable<PolicyExpectation> Expectations(FieldReader entry)
    {
        var verdict = entry.Text("result") is { Length: > 0 } result ? result : entry.Text("status");
        var patched = entry.Text("patchedResources") is { Length: > 0 } several ? several : entry.Text("patchedResource");
        var policy = entry.Required("policy");
        string[] names = [.. entry.Texts("resources"), .. entry.Texts("resource")];
        if (names.Length == 0)
        {
            entry.Report(entry.Map, "`resources` is missing");
        }

        foreach (var name in names)
        {
            var slash = name.LastIndexOf('/');
            var ns = entry.Text("namespace");
            yield return new PolicyExpectation
            {
                At = entry.Map,
                Policy = policy[(policy.LastIndexOf('/') + 1)..],
                Rule = entry.Text("rule"),
                Kind = entry.Text("kind"),
                Namespace = slash > 0 ? name[..slash] : ns.Length > 0 ? ns : null,
                Name = name[(slash + 1)..],
                Verdict = verdict is "warn" ? "fail" : verdict,
                Patched = patched,
            };
        }
    }

    private static string? OperationOf(PolicyExpectation expectation, Node values)
    {
        foreach (var policy in values["policies"].Items)
        {
            foreach (var resource in policy["name"].Is(expectation.Policy) ? policy["resources"].Items : default)
            {
                if (resource["name"].Is(expectation.Name) && Operation(resource["values"]) is { } operation)
                {
                    return operation;
                }
            }
        }

        return null;
    }

    // Written `request.operation: UPDATE` or nested.
    private static string? Operation(Node values) => values["request.operation"].AsString() ?? values["request"]["operation"].AsString();

    private static List<string> Texts(Node list)
    {
        var texts = new List<string>();
        foreach (var item in list.Items)
        {
            texts.Add(NodeJson.Scalar(item));
        }

        return texts;
    }
}
