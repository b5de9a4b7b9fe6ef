using Redoubt.Cel;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// The static type of a level of a schema, and how large its values can be. A level that CEL cannot type has none: it is not visible to
/// rules.
/// </summary>
internal sealed class DeclaredType
{
    /// <summary>The keys of maps.</summary>
    public static DeclaredType Key { get; } = new(CelType.String, RequestBounds.MinText);

    public DeclaredType(CelType type, long minSize, long maxElements = 0)
    {
        Type = type;
        MinSize = minSize;
        MaxElements = maxElements;
    }

    /// <summary>The type as the checker knows it; an object's name says where it stands and cannot be written in CEL.</summary>
    public CelType Type { get; }

    /// <summary>How many bytes of JSON a value takes at least.</summary>
    public long MinSize { get; }

    /// <summary>How many elements, entries or bytes a value has at most; 0 where there is nothing to count.</summary>
    public long MaxElements { get; }

    /// <summary>An object's fields by their names in CEL; null if this is no object.</summary>
    public IReadOnlyDictionary<string, DeclaredType>? Fields { get; init; }

    /// <summary>A list's elements or a map's values.</summary>
    public DeclaredType? Element { get; init; }

    /// <summary>Whether <see cref="Element"/> is that of a map.</summary>
    public bool IsMap => Type.Kind == CelTypeKind.Map;

    /// <summary>
    /// The type of what a path leads to: names of fields, `@items`, `@keys`, `@values`, as cel-go names them in its estimates. Null if it
    /// leads nowhere.
    /// </summary>
    public DeclaredType? Find(ReadOnlySpan<string> path)
    {
        var at = this;
        foreach (var step in path)
        {
            var next = step switch
            {
                "@items" or "@values" => at.Element,
                "@keys" => at.IsMap ? Key : null,
                _ => at.Fields?.GetValueOrDefault(step),
            };
            if (next is null)
            {
                return null;
            }

            at = next;
        }

        return at;
    }
}
