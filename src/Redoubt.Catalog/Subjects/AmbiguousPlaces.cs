using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Secrets;
using Redoubt.Yaml;

namespace Redoubt.Catalog.Subjects;

/// <summary>A place that may be read in two ways, and the value nearest to it.</summary>
/// <param name="Ambiguity">What the reader of the text told.</param>
/// <param name="Node">The value that stands there or whose key does; the document's root where there is none.</param>
/// <param name="Field">What stands there: <c>key</c>, or the type that the API takes in the field; empty where nothing is typed.</param>
internal readonly record struct AmbiguousPlace(Ambiguity Ambiguity, Node Node, string Field)
{
    /// <summary>The place as CEL sees it.</summary>
    /// <param name="redactor">Keeps secrets out of it.</param>
    public CelValue Value(Redactor redactor) => CelValue.Map(
        ("kind", CelValue.String(AmbiguityKinds.Name(Ambiguity.Kind))),
        ("kubernetes", CelValue.String(redactor.Safe(Ambiguity.Kubernetes))),
        ("otherwise", CelValue.String(redactor.Safe(Ambiguity.Otherwise))),
        ("field", CelValue.String(Field)),
        ("name", CelValue.String(redactor.Safe(NearestKey(Node)))));

    private static string NearestKey(Node node)
    {
        while (node.Exists && !node.HasKey)
        {
            node = node.Parent;
        }

        return node.Key.ToString();
    }
}

/// <summary>Finds the values at which the ambiguities of a document stand.</summary>
internal static class AmbiguousPlaces
{
    /// <summary>The document's ambiguities in the order of the text. One pass over its values, and none if there is nothing to find.</summary>
    public static AmbiguousPlace[] Of(Document document)
    {
        var ambiguities = document.Ambiguities;
        if (ambiguities.Count == 0)
        {
            return [];
        }

        var wanted = ambiguities.Select(ambiguity => ambiguity.Offset).ToHashSet();
        var found = new Dictionary<int, Node>();
        for (var row = document.Root.Row; row < document.Root.EndRow; row++)
        {
            var node = document.Root.Tape.NodeAt(row);
            if (node.IsAlias)
            {
                continue;
            }

            Keep(node.KeyOffset, node);
            Keep(node.ValueOffset, node);
        }

        return [.. ambiguities.Select(ambiguity => Place(document, ambiguity, found.GetValueOrDefault(ambiguity.Offset)))];

        // A map in block style begins where its first key does: the key is meant, and its row comes later.
        void Keep(int offset, Node node)
        {
            if (wanted.Contains(offset))
            {
                found[offset] = node;
            }
        }
    }

    private static AmbiguousPlace Place(Document document, in Ambiguity ambiguity, Node node)
    {
        if (!node.Exists)
        {
            return new AmbiguousPlace(ambiguity, document.Root, "");
        }

        return new AmbiguousPlace(ambiguity, node, node.KeyOffset == ambiguity.Offset ? "key" : Name(TypeOf(document, node)));
    }

    /// <summary>What the API takes where a value stands.</summary>
    private static FieldType TypeOf(Document document, Node node)
    {
        if (node == document.Root)
        {
            return FieldIndex.Default.TryKind(document.ApiVersion, document.Kind, out var info) && info.Type is { } root
                ? FieldType.ObjectOf(() => root)
                : FieldType.Any;
        }

        var parent = TypeOf(document, node.Parent);
        return parent.Kind switch
        {
            FieldKind.Object when parent.Object!.TryField(node.Key, out var field) => field.Type,
            FieldKind.List or FieldKind.Map => parent.Element!,
            _ => FieldType.Any,
        };
    }

    private static string Name(FieldType type) => type.Kind switch
    {
        FieldKind.String or FieldKind.Time or FieldKind.Bytes => "string",
        FieldKind.Quantity => "quantity",
        FieldKind.IntOrString => "int or string",
        FieldKind.Int32 or FieldKind.Int64 or FieldKind.Double => "number",
        FieldKind.Bool => "bool",
        FieldKind.Any => "",
        _ => "object",
    };
}

/// <summary>The kinds of ambiguities as controls name them.</summary>
internal static class AmbiguityKinds
{
    public static string Name(AmbiguityKind kind) => kind switch
    {
        AmbiguityKind.DuplicateKey => "duplicate-key",
        AmbiguityKind.CollidingKey => "colliding-key",
        AmbiguityKind.MergeOverride => "merge-override",
        AmbiguityKind.DroppedContent => "dropped-content",
        AmbiguityKind.CutScalar => "cut-scalar",
        AmbiguityKind.BooleanWord => "boolean-word",
        AmbiguityKind.LeadingZero => "leading-zero",
        AmbiguityKind.Sexagesimal => "sexagesimal",
        AmbiguityKind.NumberForm => "number-form",
        AmbiguityKind.ConvertedKey => "converted-key",
        AmbiguityKind.LineBreak => "line-break",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
