namespace Redoubt.Evidence.Tests.Index;

public sealed class OwnersTests
{
    [Fact]
    public void What_a_deployment_made_has_it_as_its_top_owner()
    {
        var platform = Given.Platform(
            Object("apps/v1", "Deployment", "web") + Object("apps/v1", "ReplicaSet", "web-1", "apps/v1/Deployment/web")
            + Object("v1", "Pod", "web-1-x", "apps/v1/ReplicaSet/web-1") + Object("v1", "Pod", "alone"));
        Assert.Equal(["web", "alone"], Judged(platform));
        var pod = platform.Documents[2];
        Assert.Equal("web-1", platform.OwnerOf(pod)!.Name);
        Assert.Equal("web", platform.TopOwner(pod).Name);
        Assert.Equal("web-1", Assert.Single(platform.OwnedBy(platform.Documents[0])).Name);
    }

    [Fact]
    public void A_cron_jobs_pod_is_judged_through_the_cron_job() =>
        Assert.Equal(["c"], Judged(Given.Platform(
            Object("v1", "Pod", "p", "batch/v1/Job/j") + Object("batch/v1", "Job", "j", "batch/v1/CronJob/c")
            + "{apiVersion: batch/v1, kind: CronJob, metadata: {name: c}, spec: {jobTemplate: {spec: {template: {spec: {}}}}}}\n---\n")));

    [Fact]
    public void Without_its_owner_an_object_is_judged_itself() =>
        Assert.Equal(["web-1"], Judged(Given.Platform(
            Object("apps/v1", "ReplicaSet", "web-1", "apps/v1/Deployment/web") + Object("v1", "Pod", "p", "apps/v1/ReplicaSet/web-1"))));

    [Fact]
    public void An_owner_that_runs_no_pods_folds_nothing() =>
        Assert.Equal(["etcd"], Judged(Given.Platform(
            "{apiVersion: v1, kind: Node, metadata: {name: n1}}\n---\n" + Object("v1", "Pod", "etcd", "v1/Node/n1"))));

    [Fact]
    public void An_owner_of_another_namespace_is_none() =>
        Assert.Equal(["web", "p"], Judged(Given.Platform(
            Object("apps/v1", "ReplicaSet", "web").Replace("name: web", "name: web, namespace: other") + Object("v1", "Pod", "p", "apps/v1/ReplicaSet/web"))));

    [Fact]
    public void An_owner_that_was_made_anew_is_another_one()
    {
        var owner = Object("apps/v1", "ReplicaSet", "web").Replace("name: web", "name: web, uid: new");
        var pod = Object("v1", "Pod", "p", "apps/v1/ReplicaSet/web").Replace("name: web}", "name: web, uid: old}");
        Assert.Equal(["web", "p"], Judged(Given.Platform(owner + pod)));
        Assert.Equal(["web"], Judged(Given.Platform(owner + pod.Replace("uid: old", "uid: new"))));
    }

    [Fact]
    public void Objects_that_own_each_other_do_not_hide() =>
        Assert.Equal(["a", "b", "self"], Judged(Given.Platform(
            Object("v1", "Pod", "a", "v1/Pod/b") + Object("v1", "Pod", "b", "v1/Pod/a") + Object("v1", "Pod", "self", "v1/Pod/self"))));

    [Fact]
    public void The_controlling_owner_is_the_owner()
    {
        var platform = Given.Platform(
            Object("apps/v1", "ReplicaSet", "one") + Object("apps/v1", "ReplicaSet", "two")
            + "{apiVersion: v1, kind: Pod, metadata: {name: p, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: one},"
            + " {apiVersion: apps/v1, kind: ReplicaSet, name: two, controller: true}]}}");
        Assert.Equal("two", platform.OwnerOf(platform.Documents[2])!.Name);
    }

    [Theory]
    [InlineData("true", "true", "one")]
    [InlineData("true", "false", "one")]
    [InlineData("false", "false", "one")]
    [InlineData("false", "true", "two")]
    public void Of_several_that_control_or_several_that_do_not_the_first_is_the_owner(string first, string second, string owner)
    {
        var platform = Given.Platform(
            Object("apps/v1", "ReplicaSet", "one") + Object("apps/v1", "ReplicaSet", "two")
            + $"{{apiVersion: v1, kind: Pod, metadata: {{name: p, ownerReferences: [{{apiVersion: apps/v1, kind: ReplicaSet, name: one, controller: {first}}},"
            + $" {{apiVersion: apps/v1, kind: ReplicaSet, name: two, controller: {second}}}]}}}}");
        Assert.Equal(owner, platform.OwnerOf(platform.Documents[2])!.Name);
    }

    [Fact]
    public void An_owner_that_is_not_here_is_passed_over_for_one_that_is()
    {
        var platform = Given.Platform(
            Object("apps/v1", "ReplicaSet", "two")
            + "{apiVersion: v1, kind: Pod, metadata: {name: p, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: gone, controller: true}, {apiVersion: apps/v1, kind: ReplicaSet, name: two}]}}");
        Assert.Equal("two", platform.OwnerOf(platform.Documents[1])!.Name);
    }

    [Fact]
    public void An_owner_outside_of_namespaces_is_found_from_one()
    {
        var platform = Given.Platform("{apiVersion: v1, kind: Node, metadata: {name: n1}}\n---\n" + Object("v1", "Pod", "etcd", "v1/Node/n1"));
        Assert.Equal("n1", platform.OwnerOf(platform.Documents[1])!.Name);
    }

    [Fact]
    public void An_owner_in_a_file_that_says_no_identity_is_known_by_its_name()
    {
        var pod = Object("v1", "Pod", "p", "apps/v1/ReplicaSet/web").Replace("name: web}", "name: web, uid: old}");
        Assert.Equal(["web"], Judged(Given.Platform(Object("apps/v1", "ReplicaSet", "web") + pod)));
    }

    [Fact]
    public void What_runs_no_pods_is_its_own_top_whoever_owns_it()
    {
        var platform = Given.Platform(Object("apps/v1", "Deployment", "web") + Object("v1", "Service", "web", "apps/v1/Deployment/web"));
        Assert.Same(platform.Documents[1], platform.TopOwner(platform.Documents[1]));
    }

    [Theory]
    [InlineData(15, "p0")]
    [InlineData(16, "p16")]
    public void A_chain_of_owners_that_is_longer_than_any_controller_makes_hides_nothing(int owners, string top)
    {
        var platform = Given.Platform(string.Concat(Enumerable.Range(0, owners + 1).Select(at => Object("v1", "Pod", $"p{at}", at == 0 ? null : $"v1/Pod/p{at - 1}"))));
        Assert.Equal(top, platform.TopOwner(platform.Documents[owners]).Name);
    }

    // Those that nothing here made: of the others only what their owners have not is told.
    private static IEnumerable<string> Judged(Platform platform) =>
        platform.Workloads.Where(workload => ReferenceEquals(platform.TopOwner(workload.Document), workload.Document)).Select(workload => workload.Document.Name);

    private static string Object(string apiVersion, string kind, string name, string? owner = null)
    {
        var reference = "";
        if (owner is not null)
        {
            var parts = owner.Split('/');
            reference = $", ownerReferences: [{{apiVersion: {string.Join('/', parts[..^2])}, kind: {parts[^2]}, name: {parts[^1]}}}]";
        }
        return $"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: {name}{reference}}}, spec: {(kind == "Pod" ? "{}" : "{template: {spec: {}}}")}}}\n---\n";
    }
}
