using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence.Tests.Tapes;

public sealed class NodePathTests
{
    private static readonly Node Root = Given.Value("""
        spec:
          containers:
            - name: web
              image: nginx
              args: [a, b]
            - name: "a]b'c"
              image: other
            - image: nameless
        metadata:
          labels: {app.kubernetes.io/name: x, plain: word, with-hyphen: z}
        """);

    [Theory]
    [InlineData("spec.containers[name=web].image", "nginx")]
    [InlineData("spec.containers[0].image", "nginx")]
    [InlineData("spec.containers[2].image", "nameless")]
    [InlineData("spec.containers[name=web].args[1]", "b")]
    [InlineData("spec.containers[name='a]b\\'c'].image", "other")]
    [InlineData("metadata.labels['app.kubernetes.io/name']", "x")]
    [InlineData("metadata.labels[\"app.kubernetes.io/name\"]", "x")]
    [InlineData("metadata.labels.with-hyphen", "z")]
    [InlineData("metadata.?labels[?'plain']", "word")]
    public void A_path_leads_to_a_value(string path, string expected) => Assert.Equal(expected, Root.At(path).AsString());

    [Theory]
    [InlineData("spec.containers[name=web].securityContext.privileged", "spec.containers[name=web]")]
    [InlineData("spec.containers[9].image", "spec.containers")]
    [InlineData("status.phase", "")]
    public void A_path_that_does_not_exist_leads_to_its_nearest_ancestor(string path, string nearest)
    {
        Assert.True(NodePath.TryParse(path, out var parsed));
        Assert.False(parsed.TryResolve(Root, out var found));
        Assert.Equal(nearest, found.Path);
    }

    [Theory]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[]")]
    [InlineData("a[-1]")]
    [InlineData("a[name=]")]
    [InlineData("a['b]")]
    [InlineData("a b")]
    [InlineData("a]b")]
    [InlineData("a[99999999999]")]
    public void What_is_no_path_is_refused(string text) => Assert.False(NodePath.TryParse(text, out _));

    [Fact]
    public void The_path_of_every_value_leads_back_to_it()
    {
        for (var row = 0; row < Root.Tape.Count; row++)
        {
            var node = Root.Tape.NodeAt(row);
            Assert.Equal(node, Root.At(node.Path));
        }
    }

    [Fact]
    public void The_path_starts_where_the_document_does()
    {
        var pod = Given.Document("{kind: List, apiVersion: v1, items: [{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {hostPID: true}}]}");
        Assert.Equal("spec.hostPID", pod.Root["spec"]["hostPID"].Path);
    }

    [Fact]
    public void A_path_can_start_further_down() =>
        Assert.Equal("containers[name=web].image", Root.At("spec.containers[0].image").PathTo(Root["spec"]));
}
