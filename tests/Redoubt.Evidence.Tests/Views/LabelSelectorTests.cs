using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Tests.Views;

public sealed class LabelSelectorTests
{
    [Theory]
    [InlineData("{}", true)]
    [InlineData("null", false)]
    [InlineData("{matchLabels: {app: web}}", true)]
    [InlineData("{matchLabels: {app: web, tier: back}}", false)]
    [InlineData("{matchLabels: {app: web, tier: front}}", true)]
    [InlineData("{matchLabels: {}, matchExpressions: []}", true)]
    [InlineData("{matchExpressions: [{key: app, operator: In, values: [api, web]}]}", true)]
    [InlineData("{matchExpressions: [{key: app, operator: In, values: [api]}]}", false)]
    [InlineData("{matchExpressions: [{key: zone, operator: In, values: [a]}]}", false)]
    [InlineData("{matchExpressions: [{key: app, operator: NotIn, values: [api]}]}", true)]
    [InlineData("{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}", false)]
    [InlineData("{matchExpressions: [{key: zone, operator: NotIn, values: [a]}]}", true)]
    [InlineData("{matchExpressions: [{key: app, operator: Exists}]}", true)]
    [InlineData("{matchExpressions: [{key: zone, operator: Exists}]}", false)]
    [InlineData("{matchExpressions: [{key: zone, operator: DoesNotExist}]}", true)]
    [InlineData("{matchExpressions: [{key: app, operator: DoesNotExist}]}", false)]
    [InlineData("{matchLabels: {app: web}, matchExpressions: [{key: tier, operator: Exists}, {key: x, operator: Exists}]}", false)]
    [InlineData("{matchExpressions: [{key: app, operator: In}]}", false)]
    [InlineData("{matchExpressions: [{key: app, operator: Exists, values: [web]}]}", false)]
    [InlineData("{matchExpressions: [{key: app, operator: Equals, values: [web]}]}", false)]
    [InlineData("{matchExpressions: [{operator: Exists}]}", false)]
    public void A_selector_means_what_the_api_machinery_says(string selector, bool selects)
    {
        var root = Given.Value($"selector: {selector}\nlabels: {{app: web, tier: front}}\n");
        Assert.Equal(selects, new LabelSelector(root["selector"]).Selects(root["labels"]));
    }

    [Fact]
    public void No_selector_selects_nothing() => Assert.False(new LabelSelector(default).Selects(Given.Value("{}")));

    [Fact]
    public void What_has_no_labels_is_selected_by_absence_alone()
    {
        Assert.True(new LabelSelector(Given.Value("{matchExpressions: [{key: a, operator: DoesNotExist}]}")).Selects(default));
        Assert.False(new LabelSelector(Given.Value("{matchLabels: {a: b}}")).Selects(default));
    }

    [Theory]
    [InlineData("{matchExpressions: [{key: app, operator: In}]}", "`In` needs `values`")]
    [InlineData("{matchExpressions: [{key: app, operator: Exists, values: [a]}]}", "`Exists` takes no `values`")]
    [InlineData("{matchExpressions: [{key: app, operator: Is}]}", "`Is` is not an operator")]
    [InlineData("{matchExpressions: [{operator: In}]}", "an expression has no `key`")]
    [InlineData("{matchLabels: {a: 1}}", "the value of `matchLabels.a` is not a string")]
    [InlineData("{matchLabels: {a: b}}", null)]
    public void What_the_server_would_refuse_is_said(string selector, string? problem) =>
        Assert.Equal(problem, new LabelSelector(Given.Value(selector)).Problem());

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{matchLabels: {}}", true)]
    [InlineData("{matchLabels: {a: b}}", false)]
    [InlineData("{matchExpressions: [{key: a, operator: Exists}]}", false)]
    public void An_empty_selector_selects_all(string selector, bool all) =>
        Assert.Equal(all, new LabelSelector(Given.Value(selector)).SelectsAll);
}
