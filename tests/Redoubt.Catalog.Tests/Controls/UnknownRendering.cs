using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>Documents of which one path is not known, as a chart that makes up a value at every rendering gives them.</summary>
internal sealed class UnknownRendering(string kind, string name, string path) : Rendering("test", "example")
{
    public override SourcePlace PlaceOf(Document document, Node place) => new("example.yaml", place.Line, 1);

    public override IReadOnlyList<UnknownPath> UnknownOf(Node root)
    {
        Assert.True(NodePath.TryParse(path, out var parsed), path);
        return root["kind"].Is(kind) && (root["metadata"]["name"].AsString() ?? "") == name ? [new UnknownPath(parsed, "the test says so")] : [];
    }
}
