namespace Redoubt.Evidence.Schema;

/// <summary>
/// Finds what an API server would prune from a custom resource, or refuse under strict validation: the fields that the structural schema
/// of its version does not have. What <c>x-kubernetes-preserve-unknown-fields</c> keeps is known.
/// </summary>
public sealed class UnknownFields
{
    private const int MaxSuggestions = 10;

    private readonly Node _root;
    private readonly TypeInfo _rootType;
    private readonly int _most;
    private readonly List<(Node Field, string Reason)> _told = [];

    private UnknownFields(Node root, TypeInfo type, int most) => (_root, _rootType, _most) = (root, type, most);

    /// <summary>
    /// The fields in the order of the text, as many as were asked for, each with the API server's words and what was probably meant. No value is shown.
    /// </summary>
    public IReadOnlyList<(Node Field, string Reason)> Told => _told;

    /// <summary>How many there are in all. What lies in an unknown field is not counted.</summary>
    public int Count { get; private set; }

    /// <summary>The unknown fields of an object.</summary>
    /// <param name="root">The object.</param>
    /// <param name="type">Its type, from <see cref="CrdSchema.Kinds"/>.</param>
    /// <param name="most">How many to tell; the others are counted.</param>
    public static UnknownFields Of(Node root, TypeInfo type, int most)
    {
        ArgumentNullException.ThrowIfNull(type);
        var found = new UnknownFields(root, type, most);
        found.Object(root, type);
        return found;
    }

    private void Value(Node value, FieldType type)
    {
        if (type.Kind == FieldKind.Object)
        {
            Object(value, type.Object!);
        }
        else if (type.Kind is FieldKind.List or FieldKind.Map)
        {
            foreach (var element in type.Kind == FieldKind.List ? value.Items : value.Fields)
            {
                Value(element, type.Element!);
            }
        }
    }

    private void Object(Node map, TypeInfo type)
    {
        foreach (var field in map.Fields)
        {
            if (type.TryField(field.KeySymbol, field.Key, out var known))
            {
                // The metadata of every object were looked at when it was read.
                if (map != _root || !field.Key.SequenceEqual("metadata"))
                {
                    Value(field, known.Type);
                }
            }
            else if (!type.Open && Count++ < _most)
            {
                var help = Count <= MaxSuggestions ? FieldSuggestion.For(_rootType, type, field.Key) : null;
                _told.Add((field, DecodingReasons.UnknownField(ServerPath.To(field, _root), help)));
            }
        }
    }
}
