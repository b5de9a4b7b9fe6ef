using System.Text;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;

namespace Redoubt.Evidence.Tests.Read;

public sealed class DocumentReaderTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";

    [Fact]
    public void Each_document_of_a_file_is_an_object_with_its_place()
    {
        var read = Given.File(Pod + "---\n# nothing\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: b\n  namespace: shop\n");
        Assert.Equal(["default/Pod/a", "shop/Deployment/b"], read.Documents.Select(document => document.Key.ToString()));
        Assert.Equal([0, 2], read.Documents.Select(document => document.Origin.Index));
        Assert.Equal((10, 11), (read.Documents[1].Mention.Line, read.Documents[1].NamespaceMention.Line));
        Assert.Empty(read.PassedOver);
    }

    [Fact]
    public void A_broken_document_is_a_problem_and_the_others_are_read()
    {
        var read = Given.File(Pod + "---\napiVersion: v1\nkind: [\n---\n" + Pod.Replace("name: a", "name: z"));
        Assert.Equal(["a", "z"], read.Documents.Select(document => document.Name));
        var problem = Assert.Single(read.Problems);
        Assert.Equal("given.yaml", problem.File);
        Assert.InRange(problem.Line, 5, 8);
        Assert.NotEmpty(problem.Reason);
    }

    [Theory]
    [InlineData("List", "v1", "{apiVersion: v1, kind: Pod, metadata: {name: a}}, {apiVersion: v1, kind: Service, metadata: {name: b}}", "Pod/a Service/b")]
    [InlineData("PodList", "v1", "{metadata: {name: a}}, {metadata: {name: b}}", "Pod/a Pod/b")]
    [InlineData("RoleList", "rbac.authorization.k8s.io/v1", "{metadata: {name: a}}", "Role/a")]
    [InlineData("List", "v1", "", "")]
    [InlineData("List", "v1", "{kind: PodList, apiVersion: v1, items: [{metadata: {name: a}}]}", "Pod/a")]
    public void A_list_is_its_objects(string kind, string apiVersion, string items, string expected)
    {
        var read = Given.File($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{resourceVersion: '1'}}\nitems: [{items}]\n");
        Assert.Equal(expected, string.Join(' ', read.Documents.Select(document => $"{document.Kind}/{document.Name}")));
        Assert.All(read.Documents, document => Assert.Equal(GroupKind.GroupOf(apiVersion), document.Group));
        Assert.Empty(read.PassedOver);
    }

    [Fact]
    public void What_has_items_is_a_list_whatever_its_name_and_its_kind_are_called()
    {
        var document = Given.Document("apiVersion: example.org/v1\nkind: Allowed\nmetadata: {name: a}\nitems: [{metadata: {name: x}}]\n");
        Assert.Equal(("Allowed", "x"), (document.Kind, document.Name));
    }

    [Theory]
    [InlineData("v1", "Deployment", "no version of Kubernetes serves `Deployment` in `v1`; did you mean `Deployment` in `apps/v1`?")]
    [InlineData("apps/v2", "Deployment", "no version of Kubernetes serves `Deployment` in `apps/v2`; did you mean `Deployment` in `apps/v1`?")]
    [InlineData("apps/V1", "Deployment", "no version of Kubernetes serves `Deployment` in `apps/V1`; did you mean `Deployment` in `apps/v1`?")]
    [InlineData("apps/v1", "deployment", "no version of Kubernetes serves `deployment` in `apps/v1`; did you mean `Deployment` in `apps/v1`?")]
    [InlineData("v1", "Pods", "no version of Kubernetes serves `Pods` in `v1`; did you mean `Pod` in `v1`?")]
    [InlineData("V1", "Pod", "no version of Kubernetes serves `Pod` in `V1`; did you mean `Pod` in `v1`?")]
    [InlineData("'v1 '", "Pod", "no version of Kubernetes serves `Pod` in `v1 `; did you mean `Pod` in `v1`?")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRolebinding",
        "no version of Kubernetes serves `ClusterRolebinding` in `rbac.authorization.k8s.io/v1`; did you mean `ClusterRoleBinding` in `rbac.authorization.k8s.io/v1`?")]
    [InlineData("v1", "Xyzzy", "no version of Kubernetes serves `Xyzzy` in `v1`")]
    public void A_kind_that_a_built_in_group_does_not_serve_is_a_problem(string apiVersion, string kind, string reason)
    {
        var read = Given.File($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: a}}\n");
        Assert.Empty(read.Documents);
        var problem = Assert.Single(read.Ledger);
        Assert.Equal((LedgerCode.NotServed, 2, reason), (problem.Code, problem.Line, problem.Reason));
    }

    [Theory]
    [InlineData("extensions/v1beta1", "Ingress")]
    [InlineData("policy/v1beta1", "PodSecurityPolicy")]
    [InlineData("example.org/v1", "Deployment")]
    [InlineData("gateway.networking.k8s.io/v1", "HTTPRoute")]
    public void A_kind_that_some_version_served_or_another_group_has_is_judged(string apiVersion, string kind) =>
        Assert.Single(Given.File($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: a}}\n").Documents);

    [Theory]
    [InlineData("{apiVersion: v1, kind: List}")]
    [InlineData("{apiVersion: v1, kind: List, items: null}")]
    [InlineData("{apiVersion: v1, kind: PodList, items: []}")]
    [InlineData("{apiVersion: apps/v1, kind: DeploymentList}")]
    public void A_list_without_items_is_told_and_no_problem(string text)
    {
        var read = Given.File(text);
        Assert.Empty(read.Documents);
        Assert.Equal(LedgerCode.EmptyList, Assert.Single(read.Ledger).Code);
    }

    [Fact]
    public void A_kind_that_only_ends_as_a_list_does_is_an_object() =>
        Assert.Equal("AllowList", Given.Document("{apiVersion: example.org/v1, kind: AllowList, metadata: {name: a}}").Kind);

    [Fact]
    public void Items_hide_no_object_of_a_built_in_kind()
    {
        var read = Given.File("{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {hostNetwork: true}, items: [{apiVersion: v1, kind: Pod, metadata: {name: b}}]}");
        Assert.Equal(["a", "b"], read.Documents.Select(document => document.Name));
        Assert.StartsWith("unknown field \"items\"", Assert.Single(read.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_kind_of_OpenShift_is_told_and_judged_as_the_new_one()
    {
        var read = Given.File("apiVersion: v1\nkind: DeploymentConfig\nmetadata: {name: a}\n");
        Assert.Equal("apps.openshift.io/v1", Assert.Single(read.Documents).ApiVersion);
        Assert.Equal(LedgerCode.OldKind, Assert.Single(read.Ledger).Code);
    }

    [Fact]
    public void What_a_collection_could_not_list_is_told_with_its_place()
    {
        var read = Given.File("""
            apiVersion: evidence.redoubt.dev/v1
            kind: Collection
            metadata: {name: a}
            refused:
            - {group: "", kind: Secret, reason: "403: no"}
            - {group: apps, kind: Deployment, namespaces: [shop, other], reason: "500: no"}
            - {group: policy, kind: "*", namespaces: ["*"], reason: gone}
            """);
        Assert.Equal(["Secret: 403: no", "apps/Deployment of namespace shop, other: 500: no", "every kind of policy: gone"], read.Ledger.Select(entry => entry.Reason));
        Assert.Equal([5, 6, 7], read.Ledger.Select(entry => entry.Line));
        Assert.All(read.Ledger, entry => Assert.Equal(LedgerCode.NotListed, entry.Code));
    }

    [Theory]
    [InlineData("kind: Pod\nmetadata: {name: a}\n", "`apiVersion` is missing")]
    [InlineData("apiVersion: v1\nspec: {}\n", "`kind` is missing")]
    public void An_object_that_says_only_one_of_the_two_is_a_problem(string text, string missing) =>
        Assert.Equal($"not an object of Kubernetes: {missing}", Assert.Single(Given.File(text).Problems).Reason);

    [Fact]
    public void Items_that_are_no_objects_are_counted()
    {
        var read = Given.File("apiVersion: v1\nkind: List\nitems:\n- 1\n- {a: b}\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n");
        Assert.Single(read.Documents);
        Assert.Equal([4, 5], read.PassedOver.Select(place => place.Line));
    }

    [Theory]
    [InlineData("replicaCount: 1\nimage: {tag: x}\n")]
    [InlineData("on: push\njobs: {}\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("just text\n")]
    [InlineData("apiVersion: v2\nname: chart\n")]
    [InlineData("apiVersion: 1\nkind: Shop\n")]
    [InlineData("apiVersion: v1\nkind: ''\n")]
    [InlineData("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n")]
    [InlineData("apiVersion: v1\nkind: Config\nclusters: []\n")]
    public void What_is_no_object_of_the_cluster_is_passed_over_and_counted(string text)
    {
        var read = Given.File(text);
        Assert.Equal((0, 0, 1), (read.Documents.Count, read.Problems.Count, read.PassedOver.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n---\n")]
    [InlineData("null\n")]
    public void Nothing_is_nothing(string text)
    {
        var read = Given.File(text);
        Assert.Equal((0, 0, 0), (read.Documents.Count, read.Problems.Count, read.PassedOver.Count));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-web\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  {{- if .Values.x }}\n  hostPID: true\n  {{- end }}\n")]
    [InlineData("{{- range .Values.all }}\n{{ . }}\n{{- end }}\n")]
    public void A_template_is_not_rendered_and_no_error(string text)
    {
        var read = Given.File(text);
        Assert.Equal((0, 0, 1), (read.Documents.Count, read.Problems.Count, read.Told(LedgerCode.NotRendered).Count));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-{{ .Release.Name }}\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: c\n    image: web:{{ .Values.tag }}\n")]
    public void Braces_in_an_object_that_can_be_read_are_told_and_it_is_judged(string text)
    {
        var read = Given.File(text);
        Assert.Single(read.Documents);
        Assert.Equal(LedgerCode.TemplateValue, Assert.Single(read.Ledger).Code);
    }

    [Theory]
    [InlineData("description: '{{ $value }}'")]
    [InlineData("description: \"{{ $value }}\"")]
    [InlineData("description: too many {{ $value }} of {{ $labels.job }}")]
    [InlineData("description: |\n    {{ $value }}")]
    [InlineData("note: a # {{ comment }}")]
    public void Braces_inside_a_text_are_just_a_text(string field)
    {
        var read = Given.File($"apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {{name: a}}\nspec:\n  {field}\n");
        Assert.Equal((1, 0), (read.Documents.Count, read.Ledger.Count));
    }

    [Fact]
    public void A_template_file_of_a_chart_is_not_even_parsed()
    {
        var read = Given.File("{{- if x }}\napiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Service\n{{ end }}", new() { IsTemplate = true });
        Assert.Equal([3, 6], read.Told(LedgerCode.NotRendered).Select(place => place.Line));
        Assert.Empty(read.Documents);
    }

    [Theory]
    [InlineData("v1", "Pod", "", "default")]
    [InlineData("v1", "Pod", ", namespace: shop", "shop")]
    [InlineData("v1", "Namespace", "", "")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", ", namespace: shop", "")]
    [InlineData("example.org/v1", "Thing", "", "")]
    [InlineData("example.org/v1", "Thing", ", namespace: shop", "shop")]
    [InlineData("argoproj.io/v1alpha1", "Rollout", "", "default")]
    public void An_object_lives_where_the_server_would_put_it(string apiVersion, string kind, string ns, string expected) =>
        Assert.Equal(expected, Given.Document($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: a{ns}}}\n").Namespace);

    [Fact]
    public void A_name_that_is_to_be_given_is_known_by_its_beginning() =>
        Assert.Equal("job-", Given.Document("apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: job-}\n").Name);

    [Fact]
    public void Json_is_read_by_the_same_way_with_places()
    {
        var document = Given.Document("{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Pod\",\n  \"metadata\": {\"name\": \"a\"}\n}\n");
        Assert.Equal((4, 24), (document.Mention.Line, document.Mention.Column));
    }

    [Fact]
    public void Utf16_with_its_mark_is_read()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Pod)];
        Assert.Equal("a", Assert.Single(DocumentReader.Read("x", bytes).Documents).Name);
    }

    [Fact]
    public void Declared_unknown_paths_are_read_for_kinds_of_our_own()
    {
        var host = Given.Document("""
            apiVersion: evidence.redoubt.dev/v1
            kind: Host
            metadata: {name: n1}
            unknown:
              - path: sysctls['kernel.x']
                reason: not allowed to read it
              - {path: 'a b', reason: why}
            """);
        Assert.Equal(["sysctls['kernel.x']", ""], host.Unknown.Select(unknown => unknown.Path.ToString()));
        Assert.Equal("not allowed to read it", host.Unknown[0].Reason);
        Assert.Contains("`a b` is not a path", host.Unknown[1].Reason, StringComparison.Ordinal);
        Assert.Empty(Given.Document("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n").Unknown);
    }

    [Fact]
    public void A_document_with_too_many_values_is_a_problem()
    {
        var read = Given.File(Pod + "---\n" + Pod + "spec: {containers: [{}, {}, {}, {}, {}, {}, {}]}\n", new() { Values = 10 });
        Assert.Single(read.Documents);
        Assert.Contains("more than 10 values", Assert.Single(read.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Ambiguous_places_belong_to_their_object()
    {
        var config = Given.Document("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: 'a', x: 'b'}\n");
        Assert.Equal("b", config.Root["data"]["x"].AsString());
        Assert.Equal(Redoubt.Yaml.AmbiguityKind.DuplicateKey, Assert.Single(config.Ambiguities).Kind);
    }

    [Fact]
    public void Ambiguous_places_of_a_list_belong_to_their_item_and_those_outside_to_the_first()
    {
        const string List = """
            kind: List
            apiVersion: v1
            metadata: {continue: a, continue: b}
            items:
            - {kind: Nothing}
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {x: 'a', x: 'b'}}
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: two}, data: {z: 'a', z: 'b'}}
            ...
            more: 1
            """;

        var lines = Given.File(List).Documents
            .Select(document => document.Ambiguities.Select(ambiguity => document.Root.Tape.Source.PositionOf(ambiguity.Offset).Line).ToArray());

        Assert.Equal([[3, 6, 9], [7]], lines);
    }
}
