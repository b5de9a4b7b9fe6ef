using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Values;
using Redoubt.Catalog.Views;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Tests.Values;

/// <summary>An index answers as looking all objects through does: the same truth, and the same doubt where not all is known.</summary>
public sealed class PlatformIndexesLaws
{
    private static readonly string[] Spaces = ["a", "b"];
    private static readonly string[] Texts = ["x", "y", "z"];

    private static readonly CelEnvironment Environment =
        new ViewEnvironments(Repository.Catalog, KubernetesVersion.NewestMinor, new KubernetesTypes()).Of(SubjectViews.Find(["platform"])!).Environment;

    /// <summary>A question put to an index, and the same to all objects; S is a namespace, X, Y and Z are texts.</summary>
    private static readonly (string Fast, string Slow)[] Questions =
    [
        ("platform.objectsWith('ConfigMap', 'S', 'metadata.name', 'X').exists(o, o.?metadata.?name.orValue('') == 'X')",
            "platform.objects('ConfigMap', 'S').exists(o, o.?metadata.?name.orValue('') == 'X')"),
        ("platform.objectsWith('ConfigMap', 'metadata.labels.app', 'X').exists(o, o.?metadata.?labels.?app.orValue('') == 'X')",
            "platform.objects('ConfigMap').exists(o, o.?metadata.?labels.?app.orValue('') == 'X')"),
        ("platform.objectsWith('ConfigMap', 'metadata.labels.app', '').exists(o, o.?metadata.?labels.?app.orValue('') == '')",
            "platform.objects('ConfigMap').exists(o, o.?metadata.?labels.?app.orValue('') == '')"),
        ("platform.objectsWith('evidence.redoubt.dev/Component', 'metadata.labels.app', 'X').exists(o, o.?metadata.?labels.?app.orValue('') == 'X')",
            "platform.objects('evidence.redoubt.dev/Component').exists(o, o.?metadata.?labels.?app.orValue('') == 'X')"),
        ("platform.objectsWith('rbac.authorization.k8s.io/RoleBinding', 'S', 'subjects[*].name', 'X').exists(o, o.?subjects.orValue([]).exists(s, s.?name.orValue('') == 'X'))",
            "platform.objects('rbac.authorization.k8s.io/RoleBinding', 'S').exists(o, o.?subjects.orValue([]).exists(s, s.?name.orValue('') == 'X'))"),
        ("platform.bindingsFor('rbac.authorization.k8s.io/RoleBinding', 'X', 'S').exists(o, o.isFor('X', 'S'))",
            "platform.objects('rbac.authorization.k8s.io/RoleBinding').exists(o, o.isFor('X', 'S'))"),
        ("platform.objectsSelecting('Service', 'S', 'spec.selector', {'app': 'X', 'tier': 'Y'}).exists(o, size(o.?spec.?selector.orValue({})) > 0 && {'matchLabels': o.?spec.?selector.orValue({})}.selects({'app': 'X', 'tier': 'Y'}))",
            "platform.objects('Service', 'S').exists(o, size(o.?spec.?selector.orValue({})) > 0 && {'matchLabels': o.?spec.?selector.orValue({})}.selects({'app': 'X', 'tier': 'Y'}))"),
        ("platform.workloadsWith('S', {'app': 'X', 'tier': 'Y'}).exists(w, {'matchLabels': {'app': 'X', 'tier': 'Y'}}.selects(w.pod.labels()))",
            "platform.workloads('S').exists(w, {'matchLabels': {'app': 'X', 'tier': 'Y'}}.selects(w.pod.labels()))"),
        ("platform.workloadsWith('S', {'app': 'X'}).all(w, w.pod.labels() != {'app': 'X'})", "platform.workloads('S').all(w, w.pod.labels() != {'app': 'X'})"),
    ];

    public static Arbitrary<Sample> Samples => Arb.From(
        from objects in Gen.ListOf(Objects)
        from isWhole in Gen.Elements(true, false)
        from question in Gen.Choose(0, Questions.Length - 1)
        from space in Gen.Elements(Spaces)
        from texts in Gen.Three(Gen.Elements(Texts))
        select new Sample(string.Join("---\n", objects), isWhole, question, space, texts.Item1, texts.Item2));

    private static Gen<string> Objects =>
        from kind in Gen.Choose(0, 4)
        from number in Gen.Choose(0, 5)
        from space in Gen.Elements(Spaces)
        from labels in Labels
        from subjects in Gen.ListOf(Subject, 2)
        from unknown in Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements("metadata.labels", "metadata.labels.app", "metadata.*", "metadata.name")))
        select Text(kind, number, space, labels, subjects, unknown);

    private static Gen<string> Labels =>
        from app in Gen.Elements("", "app: x", "app: y", "app: z")
        from tier in Gen.Elements("", "tier: x", "tier: y")
        select "{" + string.Join(", ", new[] { app, tier }.Where(label => label.Length > 0)) + "}";

    private static Gen<string> Subject => Gen.Elements(
        "{kind: ServiceAccount, name: x, namespace: a}", "{kind: ServiceAccount, name: y, namespace: b}", "{kind: ServiceAccount, name: x}", "{kind: User, name: x}",
        "{kind: Group, name: 'system:serviceaccounts'}", "{kind: Group, name: 'system:serviceaccounts:a'}", "{kind: Group, name: z}", "{kind: ServiceAccount, namespace: a}");

    [Property(Arbitrary = [typeof(PlatformIndexesLaws)], MaxTest = 1000)]
    public void An_index_answers_as_looking_all_objects_through_does(Sample sample)
    {
        var scope = sample.IsWhole ? Scope.Whole : Scope.Part;
        var read = DocumentReader.Read("all.yaml", sample.Manifests, new ReadOptions { Scope = scope });
        var platform = new PlatformBuilder { Scope = scope }.AddRange(read.Documents).Build();
        var (fast, slow) = Questions[sample.Question];

        Assert.Equal(Answer(slow, sample, platform), Answer(fast, sample, platform));
    }

    [Fact]
    public void What_was_seen_of_a_list_is_the_list_without_the_rest_that_may_be_missing()
    {
        var read = DocumentReader.Read("all.yaml", Text(0, 1, "a", "{}", [], ""), new ReadOptions { Scope = Scope.Part });
        var platform = new PlatformBuilder { Scope = Scope.Part }.AddRange(read.Documents).Build();
        var sample = new Sample("", false, 0, "a", "x", "y");

        Assert.Equal("unknown", Answer("platform.objects('ConfigMap', 'S').all(o, has(o.kind))", sample, platform));
        Assert.Equal("true", Answer("platform.seen(platform.objects('ConfigMap', 'S')).all(o, has(o.kind))", sample, platform));
    }

    private static string Text(int kind, int number, string space, string labels, IReadOnlyList<string> subjects, string unknown)
    {
        var metadata = $"metadata: {{name: {Texts[number % 3]}, namespace: {space}, labels: {labels}}}\n";
        var body = kind switch
        {
            0 => $"apiVersion: v1\nkind: ConfigMap\n{metadata}",
            1 => $"apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\n{metadata}subjects: [{string.Join(", ", subjects)}]\n",
            2 => $"apiVersion: v1\nkind: Service\n{metadata}spec: {{selector: {labels}}}\n",
            3 => $"apiVersion: evidence.redoubt.dev/v1\nkind: Component\nmetadata: {{name: {Texts[number % 3]}, labels: {labels}}}\n",
            _ => $"apiVersion: v1\nkind: Pod\n{metadata}spec: {{containers: [{{name: a, image: b}}]}}\n",
        };
        return unknown.Length == 0 || kind != 3 ? body : body + $"unknown: [{{path: '{unknown}', reason: not asked}}]\n";
    }

    private static string Answer(string question, Sample sample, Platform platform)
    {
        var text = question.Replace("'S'", $"'{sample.Space}'", StringComparison.Ordinal).Replace("'X'", $"'{sample.X}'", StringComparison.Ordinal).Replace("'Y'", $"'{sample.Y}'", StringComparison.Ordinal);
        var compiled = Environment.Compile(text, new CelOptions());
        Assert.True(compiled.Program is not null, string.Join("\n", compiled.Problems));
        var value = compiled.Program.Evaluate(("platform", CelValue.Opaque(new PlatformQuestions(new PlatformValues(platform), KubernetesVersion.NewestMinor))));
        return value.Kind switch { CelKind.Bool => value.AsBool() ? "true" : "false", CelKind.Unknown => "unknown", _ => value.ToString() };
    }

    /// <summary>A platform and a question.</summary>
    public sealed record Sample(string Manifests, bool IsWhole, int Question, string Space, string X, string Y);
}
