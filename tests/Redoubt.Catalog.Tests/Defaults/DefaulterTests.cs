using System.Text.Json.Nodes;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;

namespace Redoubt.Catalog.Tests.Defaults;

public sealed class DefaulterTests
{
    [Theory]
    [InlineData("Pod", "v1", "{'spec': {'containers': [{'name': 'a', 'image': 'a'}]}}", "spec.restartPolicy", "\"Always\"")]
    [InlineData("Pod", "v1", "{'spec': {'restartPolicy': 'Never'}}", "spec.restartPolicy", "\"Never\"")]
    [InlineData("Pod", "v1", "{'spec': {}}", "spec.serviceAccountName", "\"default\"")]
    [InlineData("Pod", "v1", "{'spec': {'serviceAccountName': 'x'}}", "spec.serviceAccount", "\"x\"")]
    [InlineData("Pod", "v1", "{'spec': {'serviceAccount': 'x'}}", "spec.serviceAccountName", "\"x\"")]
    [InlineData("Pod", "v1", "{'spec': {}}", "spec.enableServiceLinks", "true")]
    [InlineData("Pod", "v1", "{'spec': {'hostPID': false}}", "spec.hostPID", null)]
    [InlineData("Pod", "v1", "{'spec': {'hostPID': true}}", "spec.hostPID", "true")]
    [InlineData("Pod", "v1", "{'spec': {'containers': [{'image': 'reg:5000/a'}]}}", "spec.containers.0.imagePullPolicy", "\"Always\"")]
    [InlineData("Pod", "v1", "{'spec': {'containers': [{'image': 'a:1'}]}}", "spec.containers.0.imagePullPolicy", "\"IfNotPresent\"")]
    [InlineData("Pod", "v1", "{'spec': {'containers': [{'image': 'a@sha256:0'}]}}", "spec.containers.0.imagePullPolicy", "\"IfNotPresent\"")]
    [InlineData("Pod", "v1", "{'spec': {'containers': [{'command': []}]}}", "spec.containers.0.command", null)]
    [InlineData("Pod", "v1", "{'spec': {'containers': [{'securityContext': {}}]}}", "spec.containers.0.securityContext", "{}")]
    [InlineData("Pod", "v1", "{'spec': {'containers': [{'resources': {'limits': {'cpu': '1'}}}]}}", "spec.containers.0.resources.requests.cpu", "\"1\"")]
    [InlineData("Pod", "v1", "{'spec': {'containers': [{'livenessProbe': {'httpGet': {'port': 80}}}]}}", "spec.containers.0.livenessProbe",
        """{"httpGet":{"port":80,"path":"/","scheme":"HTTP"},"failureThreshold":3,"periodSeconds":10,"successThreshold":1,"timeoutSeconds":1}""")]
    [InlineData("Pod", "v1", "{'spec': {'volumes': [{'name': 'a'}]}}", "spec.volumes.0.emptyDir", "{}")]
    [InlineData("Pod", "v1", "{'spec': {'volumes': [{'name': 'a', 'hostPath': {'path': '/'}}]}}", "spec.volumes.0.hostPath.type", "\"\"")]
    [InlineData("Deployment", "apps/v1", "{'spec': {'template': {'spec': {}}}}", "spec.template.spec.securityContext", "{}")]
    [InlineData("Deployment", "apps/v1", "{'spec': {'template': {'spec': {}}}}", "spec.template.spec.serviceAccountName", null)]
    [InlineData("Deployment", "apps/v1", "{'spec': {}}", "spec.strategy.rollingUpdate.maxSurge", "\"25%\"")]
    [InlineData("Deployment", "apps/v1", "{'spec': {'strategy': {'type': 'Recreate'}}}", "spec.strategy.rollingUpdate", null)]
    [InlineData("Deployment", "apps/v1", "{'spec': {'template': {'spec': {'hostNetwork': true, 'containers': [{'ports': [{'containerPort': 80}]}]}}}}",
        "spec.template.spec.containers.0.ports.0.hostPort", "80")]
    [InlineData("CronJob", "batch/v1", "{'spec': {'jobTemplate': {'spec': {'template': {'spec': {}}}}}}", "spec.jobTemplate.spec.template.spec.dnsPolicy", "\"ClusterFirst\"")]
    [InlineData("CronJob", "batch/v1", "{'spec': {'jobTemplate': {'spec': {}}}}", "spec.jobTemplate.spec.backoffLimit", null)]
    [InlineData("Job", "batch/v1", "{'spec': {}}", "spec.backoffLimit", "6")]
    [InlineData("Service", "v1", "{'spec': {'ports': [{'port': 80}]}}", "spec.ports.0", """{"port":80,"protocol":"TCP","targetPort":80}""")]
    [InlineData("Service", "v1", "{'spec': {'type': 'ExternalName'}}", "spec.clusterIP", null)]
    [InlineData("NetworkPolicy", "networking.k8s.io/v1", "{'spec': {}}", "spec.policyTypes", """["Ingress"]""")]
    [InlineData("NetworkPolicy", "networking.k8s.io/v1", "{'spec': {'egress': [{}]}}", "spec.policyTypes", """["Ingress","Egress"]""")]
    [InlineData("NetworkPolicy", "networking.k8s.io/v1", "{'spec': {'podSelector': {}}}", "spec.podSelector", "{}")]
    [InlineData("RoleBinding", "rbac.authorization.k8s.io/v1", "{'subjects': [{'kind': 'Group'}]}", "subjects.0.apiGroup", "\"rbac.authorization.k8s.io\"")]
    [InlineData("RoleBinding", "rbac.authorization.k8s.io/v1", "{'subjects': [{'kind': 'ServiceAccount'}]}", "subjects.0.apiGroup", null)]
    [InlineData("Namespace", "v1", "{'metadata': {'name': 'a'}}", "metadata.labels", """{"kubernetes.io/metadata.name":"a"}""")]
    [InlineData("Thing", "example.org/v1", "{'spec': {}}", "metadata", null)]
    public void A_manifest_gets_what_the_server_fills_in(string kind, string apiVersion, string json, string path, string? expected)
    {
        var manifest = JsonNode.Parse(json.Replace('\'', '"'))!.AsObject();
        manifest["apiVersion"] = apiVersion;
        manifest["kind"] = kind;
        JsonNode? at = Defaulter.Object(manifest);
        foreach (var step in path.Split('.'))
        {
            at = at is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : at?[step];
        }

        Assert.Equal(expected, at?.ToJsonString());
    }

    [Fact]
    public void Every_line_of_the_table_names_fields_that_exist()
    {
        foreach (var (where, path, _) in DefaultsTable.Read())
        {
            var type = FieldIndex.Default.Type(where) ?? (FieldIndex.Default.TryKind(null, null, where, out var kind) ? kind.Type : null);
            foreach (var step in path)
            {
                Assert.True(type is not null && type.TryField(step, out _), $"{where} {string.Join('.', path)}");
                type.TryField(step, out var field);
                type = field.Type.Object;
            }
        }
    }

    [Fact]
    public void Manifests_come_back_as_documents_that_the_server_takes()
    {
        var read = DocumentReader.Read("a.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c, image: i, ports: null}]}\n---\n{apiVersion: x.y/v1, kind: Z}\n");
        var again = DocumentReader.Read("b.yaml", Defaulter.Manifests(read.Documents));
        Assert.Empty(again.Problems.Concat(again.Told(LedgerCode.UnknownField)));
        Assert.Equal(["Pod", "Z"], again.Documents.Select(d => d.Kind));
        Assert.Equal("Always", again.Documents[0].Root["spec"]["containers"][0]["imagePullPolicy"].AsString());
    }

    [Fact]
    public void What_has_its_defaults_stays_as_it_is()
    {
        var pod = JsonNode.Parse("""{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "image": "a"}]}}""")!.AsObject();
        var once = Defaulter.Object(pod);
        Assert.Equal(once.ToJsonString(), Defaulter.Object(once).ToJsonString());
    }
}
