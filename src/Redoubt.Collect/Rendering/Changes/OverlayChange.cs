using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>Something that a kustomization does to objects, and where it is written.</summary>
internal abstract class OverlayChange
{
    /// <summary>The name of the one object that it means, as its own file has it; null where it may mean any.</summary>
    public abstract string? ObjectName { get; }

    /// <summary>Where the change gives a value that was rendered; null if it gives none there, or another.</summary>
    /// <param name="place">The value.</param>
    public abstract SourcePlace? PlaceOf(RenderedNode place);
}

/// <summary>A value of a rendered object.</summary>
/// <param name="Document">The object.</param>
/// <param name="OriginalName">What its own file calls it; its name where that is not known.</param>
/// <param name="Node">The value.</param>
/// <param name="Path">The way to it.</param>
internal sealed record RenderedNode(Document Document, string OriginalName, Node Node, NodePath Path)
{
    /// <summary>The values from the object's root down to this one.</summary>
    public IReadOnlyList<Node> Chain { get; } = ChainOf(Node, Document.Root);

    /// <summary>Whether a kustomization that says a name means the object: overlays put something before and behind it.</summary>
    public bool IsCalled(string name) => OriginalName == name || (name.Length > 0 && Document.Name.Contains(name, StringComparison.Ordinal));

    /// <summary>Whether a value that was written is the one that was rendered.</summary>
    public bool IsGivenBy(Node written) => IsGivenBy(written, Path);

    private static List<Node> ChainOf(Node node, Node root)
    {
        var chain = new List<Node>();
        for (var at = node; at.Exists; at = at == root ? default : at.Parent)
        {
            chain.Add(at);
        }

        chain.Reverse();
        return chain;
    }

    /// <summary>The same, on another way from where the change starts.</summary>
    public bool IsGivenBy(Node written, NodePath path)
    {
        if (written.Kind != Node.Kind)
        {
            return false;
        }

        return written.Kind switch
        {
            // The name of an object is what overlays change, and stands for the object as a whole.
            NodeKind.String => written.Is(Node.Text) || Path.ToString() == "metadata.name",
            NodeKind.Map or NodeKind.List => path.Steps.All(step => step.Index < 0),
            _ => written.Tape.Source.Slice(written.ValueOffset, written.ValueLength).SequenceEqual(
                Node.Tape.Source.Slice(Node.ValueOffset, Node.ValueLength)),
        };
    }
}
