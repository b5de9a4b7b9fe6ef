using System.Buffers.Binary;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>A place of a document.</summary>
/// <param name="Node">The value that stands there.</param>
/// <param name="Location">As reports tell it.</param>
/// <param name="Identity">What names it from run to run.</param>
internal sealed record Spot(Node Node, Location Location, UInt128 Identity);

/// <summary>
/// The places of one document as reports tell them. Each is worked out once, however many controls point there, and a deep one from the
/// one above it. For one thread.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="hashes">Names list elements that have no name.</param>
internal sealed class Places(Document document, ContentHashes hashes)
{
    private Dictionary<int, Spot>? _spots;
    private Dictionary<int, UInt128>? _identities;

    /// <summary>Whether a value is one of the document's.</summary>
    public bool Holds(Node node) =>
        ReferenceEquals(node.Tape, document.Root.Tape) && node.Row >= document.Root.Row && node.Row < document.Root.EndRow;

    /// <summary>The places of another document.</summary>
    public Places In(Document other) => new(other, hashes);

    /// <summary>Where a value stands, or its key if it has one.</summary>
    public Spot Of(Node node)
    {
        _spots ??= [];
        if (!_spots.TryGetValue(node.Row, out var spot))
        {
            _spots.Add(node.Row, spot = Of(node, node.KeyPosition));
        }

        return spot;
    }

    /// <summary>A place of the text, told by the value that is nearest to it.</summary>
    public Spot Of(Node node, Position position) => new(node, Location(node, position), IdentityOf(node));

    private Location Location(Node node, Position position)
    {
        var path = node.PathTo(document.Root);
        if (document.Origin.Rendering is not { } rendering)
        {
            return new Location(document.Origin.File, position.Line, position.Column, path);
        }

        var source = rendering.PlaceOf(document, node);
        return new Location(source.File, source.Line, source.Column, path)
        {
            Rendered = new RenderedPlace(rendering.Renderer, [rendering.Input], position.Line),
        };
    }

    /// <summary>What names the place from run to run: keys, and list elements by name or else by what they hold, not by number.</summary>
    private UInt128 IdentityOf(Node node)
    {
        _identities ??= [];
        var way = new Stack<Node>();
        UInt128 identity = 0;
        for (var at = node; at.Parent is { Exists: true } parent; at = parent)
        {
            if (_identities.TryGetValue(at.Row, out identity))
            {
                break;
            }

            way.Push(at);
        }

        Span<byte> above = stackalloc byte[16];
        foreach (var step in way)
        {
            BinaryPrimitives.WriteUInt128BigEndian(above, identity);
            identity = step.HasKey ? Fingerprint.Of($".{step.Key}", above)
                : step["name"].AsString() is { } name ? Fingerprint.Of($"[{name}", above)
                : Fingerprint.Of($"#{hashes.Of(step):x32}", above);
            _identities.Add(step.Row, identity);
        }

        return identity;
    }
}
