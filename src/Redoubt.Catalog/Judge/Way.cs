using System.Buffers.Binary;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// A way from an object down to a place in it. The same ways lead through many objects, and each is worked out once for all of them. For one
/// thread.
/// </summary>
internal sealed class Way
{
    private readonly Way? _above;
    private readonly PathStep _step;
    private Dictionary<string, Way>? _fields;
    private Dictionary<string, Way>? _named;
    private string? _path;

    /// <summary>The way to the object itself.</summary>
    public Way()
        : this(null, default, 0)
    {
    }

    private Way(Way? above, PathStep step, UInt128 identity)
    {
        _above = above;
        _step = step;
        Identity = identity;
    }

    /// <summary>What names the place from run to run: keys, and list elements by name or else by what they hold, not by number.</summary>
    public UInt128 Identity { get; }

    /// <summary>The way as reports tell it.</summary>
    public string Path => _path ??= Write();

    /// <summary>The way one step further down.</summary>
    /// <param name="node">The value to which the step leads.</param>
    /// <param name="hashes">Names list elements that have no name.</param>
    public Way To(Node node, ContentHashes hashes)
    {
        if (node.HasKey)
        {
            return Find(ref _fields, node.Key) ?? Add(_fields!, node.Key.ToString(), '.', PathStep.Field);
        }

        if (node["name"] is { Kind: NodeKind.String } name)
        {
            // An empty name names the element, but shows nothing.
            return name.Text.IsEmpty ? new Way(this, PathStep.Item(node.Index), Below("["))
                : Find(ref _named, name.Text) ?? Add(_named!, name.AsString()!, '[', text => PathStep.Match("name", text));
        }

        return new Way(this, PathStep.Item(node.Index), Below($"#{hashes.Of(node):x32}"));
    }

    private static Way? Find(ref Dictionary<string, Way>? ways, ReadOnlySpan<char> name)
    {
        ways ??= new Dictionary<string, Way>(StringComparer.Ordinal);
        return ways.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var way) ? way : null;
    }

    private Way Add(Dictionary<string, Way> ways, string name, char mark, Func<string, PathStep> step)
    {
        var way = new Way(this, step(name), Below(mark + name));
        ways.Add(name, way);
        return way;
    }

    private UInt128 Below(string step)
    {
        Span<byte> above = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(above, Identity);
        return Fingerprint.Of(step, above);
    }

    private string Write()
    {
        var steps = new Stack<PathStep>();
        for (var way = this; way._above is { } above; way = above)
        {
            steps.Push(way._step);
        }

        return NodePath.Of(steps).ToString();
    }
}
