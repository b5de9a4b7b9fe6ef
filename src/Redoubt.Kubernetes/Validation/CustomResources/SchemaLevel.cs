using Redoubt.Cel.Re2;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.CustomResources;

/// <summary>One level of a definition's schema, as values are held against it. Read once; levels below it when a value is there.</summary>
internal sealed class SchemaLevel
{
    // The API server refuses far less; what is deeper says nothing.
    private const int DepthLimit = 128;

    private readonly int _depth;
    private readonly Dictionary<string, SchemaLevel?> _properties = new(StringComparer.Ordinal);
    private readonly Lazy<SchemaLevel?> _values;
    private readonly Lazy<SchemaLevel?> _items;

    private SchemaLevel(Node at, int depth)
    {
        (At, _depth) = (at, depth);
        Type = at["type"].AsString() ?? "";
        Format = at["format"].AsString() ?? "";
        IsNullable = at["nullable"].IsTrue;
        IsEither = at["x-kubernetes-int-or-string"].IsTrue;
        IsResource = at["x-kubernetes-embedded-resource"].IsTrue;
        ListType = at["x-kubernetes-list-type"].AsString() ?? "";
        MapKeys = Texts(at["x-kubernetes-list-map-keys"]);
        Required = Texts(at["required"]);
        Properties = at["properties"];
        AllOf = Levels(at["allOf"]);
        AnyOf = Levels(at["anyOf"]);
        OneOf = Levels(at["oneOf"]);
        Not = Below(at["not"]);
        Enum = at["enum"];
        // One that cannot be read is told of the definition.
        Pattern = at["pattern"].AsString() is { } pattern && Re2Regex.TryParse(pattern, out var regex, out _) ? regex : null;
        _values = new(() => Below(at["additionalProperties"]));
        _items = new(() => Below(at["items"]));
    }

    /// <summary>Where it stands.</summary>
    public Node At { get; }

    /// <summary>The type, as <c>object</c>; empty if none is said.</summary>
    public string Type { get; }

    /// <summary>The format of a text or number; empty if none is said.</summary>
    public string Format { get; }

    /// <summary>Whether null is a value.</summary>
    public bool IsNullable { get; }

    /// <summary>Whether it takes an integer or a text.</summary>
    public bool IsEither { get; }

    /// <summary>Whether it is a whole object of Kubernetes.</summary>
    public bool IsResource { get; }

    /// <summary><c>map</c>, <c>set</c>, <c>atomic</c>, or empty.</summary>
    public string ListType { get; }

    /// <summary>The fields that tell items of a list of type map apart.</summary>
    public string[] MapKeys { get; }

    /// <summary>What must be there.</summary>
    public string[] Required { get; }

    /// <summary>The named fields, as they are written.</summary>
    public Node Properties { get; }

    /// <summary>The values that are taken; no node if all are.</summary>
    public Node Enum { get; }

    /// <summary>What a text must match; null without a pattern.</summary>
    public Re2Regex? Pattern { get; }

    /// <summary>Levels that hold as well.</summary>
    public SchemaLevel[] AllOf { get; }

    /// <summary>Levels of which one must hold.</summary>
    public SchemaLevel[] AnyOf { get; }

    /// <summary>Levels of which exactly one must hold.</summary>
    public SchemaLevel[] OneOf { get; }

    /// <summary>A level that must not hold.</summary>
    public SchemaLevel? Not { get; }

    /// <summary>The values of a map with free keys.</summary>
    public SchemaLevel? Values => _values.Value;

    /// <summary>The items of a list.</summary>
    public SchemaLevel? Items => _items.Value;

    /// <summary>Reads the schema of a version.</summary>
    public static SchemaLevel Read(Node schema) => new(schema, 0);

    /// <summary>The level of a named field; null if there is none.</summary>
    public SchemaLevel? Property(ReadOnlySpan<char> name)
    {
        if (_properties.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known))
        {
            return known;
        }

        // Only names of the schema are remembered: a hostile object could have any number of others.
        if (!Properties.TryGet(name, out var property))
        {
            return null;
        }

        return _properties[name.ToString()] = Below(property);
    }

    /// <summary>A bound such as <c>maxLength</c>; null without one.</summary>
    public double? Bound(string name) => At[name] switch
    {
        { Kind: NodeKind.Int } whole => whole.Int,
        { Kind: NodeKind.UInt } large => large.UInt,
        { Kind: NodeKind.Double } fraction => fraction.Double,
        _ => null,
    };

    private SchemaLevel? Below(Node schema) => schema.Kind == NodeKind.Map && _depth < DepthLimit ? new SchemaLevel(schema, _depth + 1) : null;

    private SchemaLevel[] Levels(Node list)
    {
        var levels = new List<SchemaLevel>(list.Count);
        foreach (var item in list.Items)
        {
            if (Below(item) is { } level)
            {
                levels.Add(level);
            }
        }

        return [.. levels];
    }

    private static string[] Texts(Node list)
    {
        var texts = new List<string>(list.Count);
        foreach (var item in list.Items)
        {
            if (item.AsString() is { } text)
            {
                texts.Add(text);
            }
        }

        return [.. texts];
    }
}
