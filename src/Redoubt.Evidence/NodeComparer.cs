using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence;

/// <summary>
/// Compares values by what they say, row by row: the same keys in the same order with the same values below them, in whatever file and
/// style. Two maps that differ in the order of their fields alone are not the same here. Linear, however deep. No value is the same as no value.
/// </summary>
public sealed class NodeComparer : IEqualityComparer<Node>
{
    private NodeComparer()
    {
    }

    /// <summary>The comparer.</summary>
    public static NodeComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(Node x, Node y)
    {
        if (!x.Exists || !y.Exists)
        {
            return x.Exists == y.Exists;
        }

        var count = x.EndRow - x.Row;
        if (count != y.EndRow - y.Row)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (!AreSame(x.Tape, x.Row + i, y.Tape, y.Row + i, isRoot: i == 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode(Node node)
    {
        var hash = 0;
        for (var row = node.Row; row < node.EndRow; row++)
        {
            ref readonly var at = ref node.Tape.At(row);
            hash = (hash * 31) + (row == node.Row ? 0 : at.Symbol);
            hash = (hash * 31) + at.Kind switch
            {
                NodeKind.String => string.GetHashCode(node.Tape.ValueText(row)),
                NodeKind.List or NodeKind.Map => at.Next,
                _ => at.Payload.GetHashCode(),
            };
        }

        return hash;
    }

    private static bool AreSame(Tape left, int leftRow, Tape right, int rightRow, bool isRoot)
    {
        ref readonly var one = ref left.At(leftRow);
        ref readonly var other = ref right.At(rightRow);
        if (one.Kind != other.Kind || one.Next != other.Next)
        {
            return false;
        }

        // What the values themselves are called is no part of them.
        if (!isRoot && (one.Symbol != other.Symbol || !left.KeyText(leftRow).SequenceEqual(right.KeyText(rightRow))))
        {
            return false;
        }

        return one.Kind switch
        {
            NodeKind.String => left.ValueText(leftRow).SequenceEqual(right.ValueText(rightRow)),
            NodeKind.List or NodeKind.Map or NodeKind.Null => true,
            _ => one.Payload == other.Payload,
        };
    }
}
