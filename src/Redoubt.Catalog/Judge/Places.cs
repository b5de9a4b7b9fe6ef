using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>A place of a document.</summary>
/// <param name="Node">The value that stands there.</param>
/// <param name="Location">As reports tell it.</param>
/// <param name="Identity">What names it from run to run.</param>
internal sealed record Spot(Node Node, Location Location, UInt128 Identity);

/// <summary>
/// The places of one document after another as reports tell them. Each is worked out once, however many controls point there, and a deep one
/// from the one above it. For one thread.
/// </summary>
/// <param name="hashes">Names list elements that have no name.</param>
internal sealed class Places(ContentHashes hashes)
{
    private readonly Way _root = new();
    private readonly Dictionary<int, Spot> _spots = [];
    private readonly Dictionary<int, Way> _ways = [];
    private readonly RecentTexts _paths = new();
    private readonly Stack<Node> _steps = [];
    private Document? _document;
    private Places? _others;

    /// <summary>The document.</summary>
    public Document Document => _document ?? throw new InvalidOperationException("no document was given");

    /// <summary>Turns to a document.</summary>
    /// <returns>These places.</returns>
    public Places Of(Document document)
    {
        if (!ReferenceEquals(_document, document))
        {
            _document = document;
            _spots.Clear();
            _ways.Clear();
        }

        return this;
    }

    /// <summary>Whether a value is one of the document's.</summary>
    public bool Holds(Node node) =>
        ReferenceEquals(node.Tape, Document.Root.Tape) && node.Row >= Document.Root.Row && node.Row < Document.Root.EndRow;

    /// <summary>The places of another document, until another one is asked for.</summary>
    public Places In(Document other) => (_others ??= new Places(hashes)).Of(other);

    /// <summary>Where a value stands, or its key if it has one.</summary>
    public Spot Of(Node node)
    {
        if (!_spots.TryGetValue(node.Row, out var spot))
        {
            _spots.Add(node.Row, spot = Of(node, node.KeyPosition));
        }

        return spot;
    }

    /// <summary>A place of the text, told by the value that is nearest to it.</summary>
    public Spot Of(Node node, Position position)
    {
        var way = WayTo(node);
        return new Spot(node, Location(node, position, _paths.Of(way.Path)), way.Identity);
    }

    private Location Location(Node node, Position position, string path)
    {
        if (Document.Origin.Rendering is not { } rendering)
        {
            return new Location(Document.Origin.File, position.Line, position.Column, path);
        }

        var source = rendering.PlaceOf(Document, node);
        return new Location(source.File, source.Line, source.Column, path)
        {
            Rendered = new RenderedPlace(rendering.Renderer, [rendering.Input], position.Line),
        };
    }

    private Way WayTo(Node node)
    {
        var way = _root;
        for (var at = node; at.Parent is { Exists: true } parent; at = parent)
        {
            if (_ways.TryGetValue(at.Row, out var known))
            {
                way = known;
                break;
            }

            _steps.Push(at);
        }

        while (_steps.TryPop(out var step))
        {
            way = way.To(step, hashes);
            _ways.Add(step.Row, way);
        }

        return way;
    }
}
