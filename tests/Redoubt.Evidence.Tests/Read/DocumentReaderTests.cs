using System.Text;
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
    public void What_has_a_name_is_no_list_whatever_its_kind_is_called()
    {
        var document = Given.Document("apiVersion: example.org/v1\nkind: AllowList\nmetadata: {name: a}\nitems: [x]\n");
        Assert.Equal("AllowList", document.Kind);
    }

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
    [InlineData("apiVersion: 1\nkind: Pod\n")]
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
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-{{ .Release.Name }}\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  {{- if .Values.x }}\n  hostPID: true\n  {{- end }}\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: c\n    image: web:{{ .Values.tag }}\n")]
    [InlineData("{{- range .Values.all }}\n{{ . }}\n{{- end }}\n")]
    public void A_template_is_not_rendered_and_no_error(string text)
    {
        var read = Given.File(text);
        Assert.Equal((0, 0, 1), (read.Documents.Count, read.Problems.Count, read.NotRendered.Count));
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
        Assert.Equal((1, 0), (read.Documents.Count, read.NotRendered.Count));
    }

    [Fact]
    public void A_template_file_of_a_chart_is_not_even_parsed()
    {
        var read = Given.File("{{- if x }}\napiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Service\n{{ end }}", new() { IsTemplate = true });
        Assert.Equal([3, 6], read.NotRendered.Select(place => place.Line));
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
