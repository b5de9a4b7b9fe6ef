using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation;

/// <summary>Whether two values are the same, in whatever order their fields stand.</summary>
internal static class SameValue
{
    public static bool Are(Node left, Node right)
    {
        if (left.Kind != right.Kind || left.Count != right.Count)
        {
            return false;
        }

        switch (left.Kind)
        {
            case NodeKind.Map:
                foreach (var field in left.Fields)
                {
                    if (!right.TryGet(field.Key, out var other) || !Are(field, other))
                    {
                        return false;
                    }
                }

                return true;
            case NodeKind.List:
                var items = right.Items.GetEnumerator();
                foreach (var item in left.Items)
                {
                    if (!items.MoveNext() || !Are(item, items.Current))
                    {
                        return false;
                    }
                }

                return true;
            case NodeKind.String:
                return left.Text.SequenceEqual(right.Text);
            default:
                return left.IsTrue == right.IsTrue && left.Int == right.Int && left.UInt == right.UInt && left.Double.Equals(right.Double);
        }
    }
}
