using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Tests.Index;

public sealed class PlatformTests
{
    private static readonly GroupKind Pod = new("", "Pod");

    private static readonly Platform Shop = Given.Platform("""
        {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: b, namespace: shop, labels: {app: web, tier: front}}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop, labels: {app: web}}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: ops, labels: {app: web}}}
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: shop}}
        ---
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: shop}, spec: {template: {spec: {serviceAccountName: robot}}}}
        """);

    [Fact]
    public void Documents_are_found_by_kind_and_namespace_in_their_order()
    {
        Assert.Equal(["shop/Pod/b", "shop/Pod/a", "ops/Pod/a"], Keys(Shop.Of(Pod)));
        Assert.Equal(["shop/Pod/b", "shop/Pod/a"], Keys(Shop.Of(Pod, "shop")));
        Assert.Empty(Shop.Of(Pod, "elsewhere"));
        Assert.Empty(Shop.Of(new GroupKind("apps", "Pod")));
        Assert.Equal(["Namespace", "Pod", "ServiceAccount", "apps/Deployment"], Shop.Kinds.Select(kind => kind.ToString()));
    }

    [Fact]
    public void An_object_is_found_by_its_key()
    {
        Assert.Equal("a", Assert.Single(Shop.Find(new ObjectKey(Pod, "ops", "a"))).Name);
        Assert.Empty(Shop.Find(new ObjectKey(Pod, "ops", "b")));
    }

    [Theory]
    [InlineData("{matchLabels: {app: web}}", "shop", "b a")]
    [InlineData("{matchLabels: {app: web, tier: front}}", "shop", "b")]
    [InlineData("{matchLabels: {tier: front, app: web}}", "shop", "b")]
    [InlineData("{matchExpressions: [{key: tier, operator: DoesNotExist}]}", "shop", "a")]
    [InlineData("{}", "ops", "a")]
    [InlineData("{matchLabels: {app: api}}", "shop", "")]
    public void Objects_are_selected_by_their_labels(string selector, string ns, string names) =>
        Assert.Equal(names, string.Join(' ', Shop.Select(Pod, ns, new LabelSelector(Given.Value(selector))).Select(document => document.Name)));

    [Fact]
    public void Namespaces_are_known_by_their_document_or_by_what_lives_in_them()
    {
        Assert.Equal([("ops", false), ("shop", true)], Shop.Namespaces.Select(ns => (ns.Name, ns.Document is not null)));
        Assert.Equal("metadata.namespace", Shop.Namespaces[0].Mention.Path);
        Assert.Equal("metadata.name", Shop.Namespaces[1].Mention.Path);
    }

    [Fact]
    public void Service_accounts_are_known_by_their_document_or_by_who_runs_as_them()
    {
        Assert.Equal(
            [("ops", "default", false, "a"), ("shop", "default", false, "b a"), ("shop", "robot", true, "d")],
            Shop.ServiceAccounts.Select(account => (account.Namespace, account.Name, account.Document is not null,
                string.Join(' ', account.Workloads.Select(workload => workload.Document.Name)))));
    }

    [Fact]
    public void Equal_content_in_two_files_is_one_subject_and_different_content_two()
    {
        const string One = "{apiVersion: v1, kind: Pod, metadata: {name: a, labels: {x: w, z: '1'}}}";
        const string Same = "metadata:\n  labels: {z: '1', x: \"w\"}\n  name: a\nkind: Pod\napiVersion: v1\n";
        const string Other = "{apiVersion: v1, kind: Pod, metadata: {name: a, labels: {x: w, z: '2'}}}";
        Assert.Single(Given.Platform($"{One}\n---\n{Same}").Documents);
        var both = Given.Platform($"{One}\n---\n{Other}\n---\n{Same}\n---\n{Other}");
        Assert.Equal(2, both.Documents.Count);
        Assert.Equal(2, both.Find(new ObjectKey(Pod, "default", "a")).Count);
    }

    [Theory]
    [InlineData("{a: [1, 2]}", "{a: [2, 1]}")]
    [InlineData("{a: {x: '1'}, b: {x: '2'}}", "{a: {x: '2'}, b: {x: '1'}}")]
    [InlineData("{a: 1}", "{a: '1'}")]
    [InlineData("{a: null}", "{}")]
    [InlineData("{a: true}", "{a: false}")]
    [InlineData("{a: []}", "{a: {}}")]
    public void Values_that_differ_make_content_differ(string left, string right)
    {
        const string Head = "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\nspec: ";
        Assert.Equal(2, Given.Platform($"{Head}{left}\n---\n{Head}{right}\n").Documents.Count);
    }

    [Fact]
    public void A_changed_platform_has_the_new_and_keeps_the_rest()
    {
        var changed = Given.Document("{apiVersion: v1, kind: Pod, metadata: {name: b, namespace: shop, labels: {app: api}}}");
        var added = Given.Document("{apiVersion: v1, kind: Pod, metadata: {name: c, namespace: new}}");
        var next = Shop.With(changed, added);
        Assert.Equal(["shop/Pod/b", "shop/Pod/a", "ops/Pod/a", "new/Pod/c"], Keys(next.Of(Pod)));
        Assert.Same(changed, Assert.Single(next.Find(changed.Key)));
        Assert.Equal("a", string.Join(' ', next.Select(Pod, "shop", new LabelSelector(Given.Value("{matchLabels: {app: web}}"))).Select(pod => pod.Name)));
        Assert.Same(Shop.Of(Pod, "ops")[0], next.Of(Pod, "ops")[0]);
        Assert.Equal(["new", "ops", "shop"], next.Namespaces.Select(ns => ns.Name));
        Assert.Equal("web", Shop.Find(changed.Key)[0].Labels["app"].AsString());
    }

    private static IEnumerable<string> Keys(IEnumerable<Document> documents) => documents.Select(document => document.Key.ToString());
}
