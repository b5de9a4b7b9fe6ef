using Redoubt.Evidence;

namespace Redoubt.Admission.CustomResources;

/// <summary>Whether two pieces of JSON are the same: fields in any order, elements in theirs, `1` and `1.0` apart.</summary>
internal static class RawEquality
{
    public static bool Same(Node left, Node right)
    {
        if (left.Kind != right.Kind || left.Count != right.Count)
        {
            return false;
        }

        return left.Kind switch
        {
            NodeKind.Map => SameFields(left, right),
            NodeKind.List => SameItems(left, right),
            NodeKind.String => left.Text.SequenceEqual(right.Text),
            NodeKind.Bool => left.IsTrue == right.IsTrue,
            NodeKind.Int => left.Int == right.Int,
            NodeKind.UInt => left.UInt == right.UInt,
            NodeKind.Double => left.Double == right.Double,
            _ => true,
        };
    }

    private static bool SameFields(Node left, Node right)
    {
        foreach (var field in left.Fields)
        {
            if (!right.TryGet(field.Key, out var other) || !Same(field, other))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameItems(Node left, Node right)
    {
        var others = right.Items;
        foreach (var item in left.Items)
        {
            if (!others.MoveNext() || !Same(item, others.Current))
            {
                return false;
            }
        }

        return true;
    }
}
