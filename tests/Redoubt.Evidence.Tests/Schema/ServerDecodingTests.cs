using System.Globalization;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;

namespace Redoubt.Evidence.Tests.Schema;

public sealed class ServerDecodingTests
{
    [Theory]
    [InlineData("a field that is null is absent", "v1 Pod", "spec: {hostPID: null, nodeName: here}", "{spec: {nodeName: here}}")]
    [InlineData("an object that is null is absent", "v1 Pod", "spec: {securityContext: ~, hostPID: true}", "{spec: {hostPID: true}}")]
    [InlineData("a time that is null is absent", "v1 Pod", "metadata: {creationTimestamp: null, name: a}", "{metadata: {name: a}}")]
    [InlineData("a null among strings is empty", "v1 Pod", "spec: {containers: [{command: [a, null]}]}", "{spec: {containers: [{command: [a, ]}]}}")]
    [InlineData("a null among objects is an empty object", "v1 Pod", "spec: {containers: [null, {name: a}]}", "{spec: {containers: [{}, {name: a}]}}")]
    [InlineData("a null in a map of strings is empty", "v1 ConfigMap", "data: {a: null}", "{data: {a: }}")]
    [InlineData("a null in a map of quantities is zero", "v1 ResourceQuota", "spec: {hard: {pods: null}}", "{spec: {hard: {pods: 0s}}}")]
    [InlineData("an integer quantity is a string", "v1 Pod", "spec: {overhead: {cpu: 2}}", "{spec: {overhead: {cpu: 2s}}}")]
    [InlineData("a fractional quantity is a string", "v1 Pod", "spec: {overhead: {cpu: 0.5}}", "{spec: {overhead: {cpu: 500m}}}")]
    [InlineData("a quantity has its one form", "v1 Pod", "spec: {overhead: {cpu: 1000m, memory: 1024Mi}}", "{spec: {overhead: {cpu: 1s, memory: 1Gi}}}")]
    [InlineData("a quantity in its one form stays", "v1 Pod", "spec: {overhead: {cpu: 250m, memory: 64Mi}}", "{spec: {overhead: {cpu: 250m, memory: 64Mi}}}")]
    [InlineData("a number without fraction is an integer", "v1 Pod", "spec: {priority: 1.0}", "{spec: {priority: 1}}")]
    [InlineData("a number with an exponent is an integer", "v1 Pod", "spec: {activeDeadlineSeconds: 1e3}", "{spec: {activeDeadlineSeconds: 1000}}")]
    [InlineData("a port may be a name", "v1 Service", "spec: {ports: [{targetPort: web}, {targetPort: 80.0}]}", "{spec: {ports: [{targetPort: web}, {targetPort: 80}]}}")]
    [InlineData("an integer where a number is expected is a number", "apiextensions.k8s.io/v1 CustomResourceDefinition",
        "spec: {versions: [{schema: {openAPIV3Schema: {minimum: 5}}}]}", "{spec: {versions: [{schema: {openAPIV3Schema: {minimum: 5d}}}]}}")]
    [InlineData("raw values stay", "apps/v1 ControllerRevision", "data: {a: null, b: 1.5}", "{data: {a: null, b: 1.5d}}")]
    [InlineData("a whole number is sent as an integer", "example.org/v1 Thing", "spec: {a: 2.0, b: 1e3, c: -0.0, d: 1e19}", "{spec: {a: 2, b: 1000, c: 0, d: 1E+19d}}")]
    [InlineData("a kind that is not built in stays", "example.org/v1 Thing", "spec: {a: null, cpu: 0.5}", "{spec: {a: null, cpu: 0.5d}}")]
    [InlineData("the metadata of any kind is that of all", "example.org/v1 Thing", "metadata: {name: null, namespace: a}", "{metadata: {namespace: a}}")]
    [InlineData("an old version is read as its successor", "extensions/v1beta1 Deployment", "spec: {replicas: 1.0, paused: null}", "{spec: {replicas: 1}}")]
    [InlineData("base64 is not decoded", "v1 Secret", "data: {a: aGVsbG8=, b: ''}", "{data: {a: aGVsbG8=, b: }}")]
    public void A_value_is_as_the_server_decodes_it(string because, string kind, string fields, string expected)
    {
        var read = Read(kind, fields);
        Assert.Empty(read.Problems.Concat(read.Told(LedgerCode.UnknownField)));
        Assert.Equal((because, expected), (because, Show(read.Documents.Single().Root)));
    }

    [Fact]
    public void What_is_too_much_of_one_object_to_be_listed_is_counted()
    {
        var told = Read("v1 Pod", $"spec: {{{string.Join(", ", Enumerable.Range(0, 250).Select(number => $"field{number}: x"))}}}").Told(LedgerCode.UnknownField).ToArray();

        Assert.Equal(101, told.Length);
        Assert.Contains("150 more values", $"{told[^1]}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1 Pod", "spec: {hostPID: 'true', nodeName: here}", 3, 17, "`spec.hostPID`: expected `true` or `false`, found a string: take the quotes away", "{spec: {nodeName: here}}")]
    [InlineData("v1 Pod", "spec: {hostPID: 1}", 3, 17, "`spec.hostPID`: expected `true` or `false`, found an integer", "{spec: {}}")]
    [InlineData("v1 Pod", "spec: {nodeName: 5}", 3, 18, "`spec.nodeName`: expected a string, found an integer: put it in quotes", "{spec: {}}")]
    [InlineData("v1 Pod", "spec: {nodeName: [a]}", 3, 18, "`spec.nodeName`: expected a string, found a list", "{spec: {}}")]
    [InlineData("v1 Pod", "spec: {priority: '5'}", 3, 18, "`spec.priority`: expected an integer of 32 bits, found a string", "{spec: {}}")]
    [InlineData("v1 Pod", "spec: {priority: 3000000000}", 3, 18, "`spec.priority`: the number does not fit into an integer of 32 bits", "{spec: {}}")]
    [InlineData("v1 Pod", "spec: {priority: 1.5}", 3, 18, "`spec.priority`: expected an integer of 32 bits, found a fraction", "{spec: {}}")]
    [InlineData("v1 Pod", "spec: {activeDeadlineSeconds: 1e20}", 3, 31, "`spec.activeDeadlineSeconds`: the number does not fit into an integer of 64 bits", "{spec: {}}")]
    [InlineData("v1 Pod", "spec: []", 3, 7, "`spec`: expected an object, found a list", "{}")]
    [InlineData("v1 Pod", "spec: {containers: {name: a}}", 3, 20, "`spec.containers`: expected a list, found an object", "{spec: {}}")]
    [InlineData("v1 Pod", "spec: {containers: [{name: a, command: [{b: c, d: [e]}, f]}], hostPID: true}", 3, 41,
        "`spec.containers[name=a].command[0]`: expected a string, found an object", "{spec: {containers: [{name: a, command: [, f]}], hostPID: true}}")]
    [InlineData("v1 Pod", "spec: {overhead: {cpu: 1GB}}", 3, 24, "`spec.overhead.cpu`: not a quantity such as `500m` or `1Gi`", "{spec: {overhead: {}}}")]
    [InlineData("v1 Pod", "spec: {overhead: {cpu: true}}", 3, 24, "`spec.overhead.cpu`: expected a quantity such as `500m` or `1Gi`, found a boolean", "{spec: {overhead: {}}}")]
    [InlineData("v1 Service", "spec: {ports: [{targetPort: 70000000000}]}", 3, 29,
        "`spec.ports[0].targetPort`: the number does not fit into an integer of 32 bits or a string", "{spec: {ports: [{}]}}")]
    [InlineData("v1 Secret", "data: {a: not base64}", 3, 11, "`data.a`: not a string in base64", "{data: {}}")]
    [InlineData("v1 Secret", "data: {a: 5}", 3, 11, "`data.a`: expected a string in base64, found an integer", "{data: {}}")]
    [InlineData("v1 ConfigMap", "data: {a: 5}", 3, 11, "`data.a`: expected a string, found an integer: put it in quotes", "{data: {}}")]
    [InlineData("v1 Pod", "metadata: {creationTimestamp: yesterday}", 3, 31, "`metadata.creationTimestamp`: not a time such as `2006-01-02T15:04:05Z`", "{metadata: {}}")]
    public void What_the_server_refuses_is_told_and_absent(string kind, string fields, int line, int column, string reason, string expected)
    {
        var read = Read(kind, fields);
        Assert.Empty(read.Told(LedgerCode.UnknownField));
        var problem = read.Problems.Single();
        Assert.Equal((line, column, reason), (problem.Line, problem.Column, problem.Reason));
        Assert.Equal(expected, Show(read.Documents.Single().Root));
    }

    [Theory]
    [InlineData("v1 Pod", "spec: {contaners: []}", 3, 8, "unknown field \"spec.contaners\": did you mean `containers`?")]
    [InlineData("v1 Pod", "spec: {securityContext: {privileged: true}}", 3, 26,
        "unknown field \"spec.securityContext.privileged\": it belongs to `spec.containers[].securityContext`")]
    [InlineData("v1 Pod", "spec: {HostPID: true}", 3, 8, "unknown field \"spec.HostPID\": did you mean `hostPID`?")]
    [InlineData("v1 Pod", "xyzzy: true", 3, 1, "unknown field \"xyzzy\"")]
    public void A_field_that_the_server_drops_is_told_apart(string kind, string fields, int line, int column, string reason)
    {
        var read = Read(kind, fields);
        var dropped = read.Problems.Single();
        Assert.Equal(LedgerCode.UnknownField, dropped.Code);
        Assert.Equal((line, column, reason), (dropped.Line, dropped.Column, dropped.Reason));
    }

    [Theory]
    [InlineData("spec: {containers: [{name: a, imagePullPolicies: x}]}", "unknown field \"spec.containers[0].imagePullPolicies\": did you mean `imagePullPolicy`?")]
    [InlineData("spec: {containers: [{name: a}, {name: b, livenessProbe: {xyzzy: 1}}]}", "unknown field \"spec.containers[1].livenessProbe.xyzzy\"")]
    public void An_unknown_field_is_told_at_the_servers_path(string fields, string reason) =>
        Assert.Equal(reason, Read("v1 Pod", fields).Problems.Single().Reason);

    [Theory]
    [InlineData("metadata: {name: a, uid: 0b7e}", LedgerCode.DroppedField)]
    [InlineData("metadata: {name: a, resourceVersion: '7'}", LedgerCode.DroppedField)]
    [InlineData("metadata: {name: a}", LedgerCode.UnknownField)]
    public void What_a_server_gave_out_may_be_newer(string metadata, LedgerCode code) =>
        Assert.Equal(code, Assert.Single(DocumentReader.Read("a.yaml", $"apiVersion: v1\nkind: Pod\n{metadata}\nxyzzy: 1\n").Ledger).Code);

    [Fact]
    public void Each_object_of_a_list_is_decoded()
    {
        var read = DocumentReader.Read("a.yaml", """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Pod, metadata: {name: a, labels: null}, spec: {hostPID: "x"}}
            - {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {priority: 2.0}}
            """);
        Assert.Equal(["`spec.hostPID`: expected `true` or `false`, found a string"], read.Problems.Select(p => p.Reason));
        Assert.Equal(["{metadata: {name: a}, spec: {}}", "{metadata: {name: b}, spec: {priority: 2}}"], read.Documents.Select(d => Show(d.Root)));
    }

    [Fact]
    public void Items_of_a_typed_list_need_not_say_their_kind()
    {
        var read = DocumentReader.Read("a.yaml", "{apiVersion: v1, kind: PodList, items: [{metadata: {name: a}, spec: {priority: 2.0, nodeName: null}}]}");
        Assert.Equal("{metadata: {name: a}, spec: {priority: 2}}", Show(read.Documents.Single().Root));
    }

    [Fact]
    public void A_template_is_not_decoded()
    {
        var read = DocumentReader.Read("a.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: {{ x }}}, spec: {priority: a}}");
        Assert.Empty(read.Problems.Concat(read.Told(LedgerCode.UnknownField)));
    }

    [Fact]
    public void Of_very_many_problems_only_the_first_are_told()
    {
        var fields = string.Join(", ", Enumerable.Range(0, 100_000).Select(n => $"x{n}: 1"));
        Assert.Equal(101, Read("v1 Pod", "spec: {" + fields + "}").Told(LedgerCode.UnknownField).Count);
    }

    [Fact]
    public void A_key_that_lies_aside_keeps_its_text_when_a_field_before_it_goes()
    {
        var read = Read("v1 Pod", "metadata: {name: null, labels: {a: b, \"\\x6bey\": v}, annotations: null, generateName: {\"\\x6b\": v}}");
        Assert.Equal("{metadata: {labels: {a: b, key: v}}}", Show(read.Documents.Single().Root));
    }

    private static ReadResult Read(string kind, string fields)
    {
        var words = kind.Split(' ');
        return DocumentReader.Read("a.yaml", $"apiVersion: {words[0]}\nkind: {words[1]}\n{fields}\n");
    }

    // As flow YAML without quotes, `s` behind a string that looks like a number, `d` behind a double; without apiVersion and kind.
    private static string Show(Node node) => node.Kind switch
    {
        NodeKind.Map => "{" + string.Join(", ", Fields(node)) + "}",
        NodeKind.List => "[" + string.Join(", ", Items(node)) + "]",
        NodeKind.String => long.TryParse(node.Text, out _) ? node.AsString() + "s" : node.AsString()!,
        NodeKind.Int => node.Int.ToString(CultureInfo.InvariantCulture),
        NodeKind.Double => node.Double.ToString(CultureInfo.InvariantCulture) + "d",
        NodeKind.Bool => node.IsTrue ? "true" : "false",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static List<string> Fields(Node map)
    {
        var fields = new List<string>();
        foreach (var field in map.Fields)
        {
            if (field.Key is not ("apiVersion" or "kind"))
            {
                fields.Add($"{field.Key}: {Show(field)}");
            }
        }

        Assert.True(map.Count >= fields.Count && map.Count <= fields.Count + 2);
        return fields;
    }

    private static List<string> Items(Node list)
    {
        var items = new List<string>();
        foreach (var item in list.Items)
        {
            items.Add(Show(item));
        }

        Assert.Equal(list.Count, items.Count);
        return items;
    }
}
