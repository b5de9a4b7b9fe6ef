using Redoubt.Catalog.Judge;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Compile;

/// <summary>A control that costs more than n log n over a platform of n objects is told, before anybody has such a platform.</summary>
public class ControlGrowthTests
{
    [Fact]
    public void No_built_in_control_costs_more_than_n_log_n() => Assert.Empty(Of(Repository.Catalog, Repository.Catalog.Controls));

    [Theory]
    [InlineData("pod", "platform.objects('Service').exists(s, s.metadata.name == 'a')", true)]
    [InlineData("pod", "platform.objects('Service', object.space()).exists(s, s.metadata.name == 'a')", true)]
    [InlineData("pod", "platform.objectsWith('Service', object.space(), 'metadata.name', 'a').exists(s, s.metadata.name == 'a')", false)]
    [InlineData("namespace", "platform.objects('Service', ns).exists(s, s.metadata.name == 'a')", false)]
    [InlineData("namespace", "platform.objects('Service').exists(s, s.metadata.name == 'a')", true)]
    [InlineData("namespace", "platform.workloads(ns).all(w, platform.objectsSelecting('Service', ns, 'spec.selector', w.pod.labels()).exists(s, has(s.kind)))", false)]
    [InlineData("platform", "platform.objects('Service').exists(s, s.metadata.name == 'a')", false)]
    [InlineData("platform", "platform.objects('Service').all(s, platform.objects('Pod').exists(p, p.metadata.name == s.metadata.name))", true)]
    [InlineData("platform", "platform.objects('Service').filter(s, has(s.spec)).all(s, platform.objects('Pod').filter(p, has(p.spec)).exists(p, p.metadata.name == s.metadata.name))", true)]
    [InlineData("pod", "access.can('User:ada', 'get', '', 'pods', object.space()) || access.rules('User:ada').exists(r, has(r.verbs))", false)]
    [InlineData("pod", "access.subjects('get', '', 'pods', object.space()).exists(s, s == 'User:ada')", true)]
    [InlineData("pod", "access.escalations().exists(e, e.moves == 1)", true)]
    [InlineData("platform", "access.subjects('get', '', 'pods').exists(s, access.reaches(s, 'cluster-admin'))", false)]
    [InlineData("platform", "access.subjects('get', '', 'pods').exists(s, s in access.subjects('list', '', 'pods'))", true)]
    [InlineData("container", "container.?env.orValue([]).all(e, pod.spec.volumes.exists(v, v.name == e.name))", false)]
    public void What_looks_all_objects_through_for_each_subject_is_told(string view, string check, bool isTold)
    {
        var builder = new CatalogBuilder().Add("own.yaml", $"""
            id: workloads/own
            title: Nothing is
            layer: workloads
            theme: isolation
            severity: low
            for: {view}
            check: >-
              {check}
            why: Because.
            fix: {"{ say: Do it. }"}
            """);
        var own = builder.Build(Repository.Catalog);

        Assert.Empty(builder.Problems);
        Assert.Equal(isTold ? ["check"] : [], Of(Repository.Catalog.With(own), own.Controls).Select(problem => problem.Split(": ")[1]));
    }

    private static string[] Of(ControlCatalog catalog, IReadOnlyList<Control> controls)
    {
        var judge = new PlatformJudge(catalog, controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });
        Assert.Empty(judge.CompileAll());
        return [.. judge.Costly().Select(problem => problem.ToString())];
    }
}
