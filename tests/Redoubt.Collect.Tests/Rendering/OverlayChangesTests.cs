using System.Text;
using FsCheck.Xunit;
using Redoubt.Collect.Rendering.Changes;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Collect.Tests.Rendering;

public sealed class OverlayChangesTests
{
    [Property(Arbitrary = [typeof(OriginalNamesTests)])]
    public void The_last_change_that_gives_a_value_is_found_as_by_asking_each(string[] names, string name)
    {
        var changes = names.Select((one, number) => new Change(one.Length > 0 ? one : null, number)).ToArray();

        Assert.Equal(changes.LastOrDefault(change => change.Gives(name))?.Place, new OverlayChanges(changes).PlaceOf(Rendered(name)));
    }

    [Fact]
    public void Changes_of_other_objects_are_not_asked()
    {
        var changes = Enumerable.Range(0, 20_000).Select(number => new Change($"shop-{number}-x", number)).ToArray();

        Assert.Equal(changes[7_123].Place, new OverlayChanges(changes).PlaceOf(Rendered("prod-shop-7123-x")));
        Assert.Equal(1, changes.Sum(change => change.Asked));
    }

    private static RenderedNode Rendered(string name)
    {
        var document = DocumentReader.Read("all.yaml", Encoding.UTF8.GetBytes($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: \"{name}\" }}\n")).Documents[0];
        return NodePath.TryParse("metadata", out var path) ? new RenderedNode(document, name, document.Root["metadata"], path) : throw new InvalidOperationException();
    }

    private sealed class Change(string? name, int number) : OverlayChange
    {
        public int Asked { get; private set; }

        public SourcePlace Place { get; } = new("kustomization.yaml", number, 1);

        public override string? ObjectName => name;

        // Every third gives another value.
        public bool Gives(string called) => number % 3 != 0 && (name is null || called.Contains(name, StringComparison.Ordinal));

        public override SourcePlace? PlaceOf(RenderedNode place)
        {
            Asked++;
            return Gives(place.OriginalName) ? Place : null;
        }
    }
}
