using System.Runtime.CompilerServices;

namespace Redoubt.Evidence.Index;

/// <summary>Compares documents by what they say: key and values, whatever the order of fields, the style or the file.</summary>
internal sealed class ContentComparer : IEqualityComparer<Document>
{
    public static ContentComparer Instance { get; } = new();

    public bool Equals(Document? x, Document? y) =>
        x is not null && y is not null && x.Key == y.Key && Equal(x.Root, y.Root);

    public int GetHashCode(Document document) => HashCode.Combine(document.Key, Hash(document.Root));

    /// <summary>Whether two values say the same. What is nested too deep to be compared counts as different.</summary>
    public static bool Equal(Node left, Node right)
    {
        if (left.Kind != right.Kind || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return false;
        }

        return left.Kind switch
        {
            NodeKind.String => left.Text.SequenceEqual(right.Text),
            NodeKind.List => EqualItems(left, right),
            NodeKind.Map => EqualFields(left, right),
            _ => left.Bits == right.Bits,
        };
    }

    private static bool EqualItems(Node left, Node right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        var others = right.Items;
        foreach (var item in left.Items)
        {
            if (!others.MoveNext() || !Equal(item, others.Current))
            {
                return false;
            }
        }
        return true;
    }

    private static bool EqualFields(Node left, Node right)
    {
        var surplus = 0;
        foreach (var field in right.Fields)
        {
            surplus += Counts(right, field) ? 1 : 0;
        }

        foreach (var field in left.Fields)
        {
            if (!Counts(left, field))
            {
                continue;
            }

            surplus--;
            if (!Equal(field, right.Field(field.KeySymbol, field.Key)))
            {
                return false;
            }
        }
        return surplus == 0;
    }

    /// <summary>Whether this is the last of the map's fields with its key.</summary>
    private static bool Counts(Node map, Node field) => map.Field(field.KeySymbol, field.Key) == field;

    /// <summary>The sum of the hashes of all values, each with the path to it: no order of fields, and no depth, troubles it.</summary>
    private static int Hash(Node root)
    {
        var sum = 0;
        var open = new Stack<(int End, int Path)>();
        open.Push((int.MaxValue, 0));
        var tape = root.Tape;
        var end = root.Row + tape.At(root.Row).Next;
        for (var row = root.Row; row < end; row++)
        {
            while (row >= open.Peek().End)
            {
                open.Pop();
            }

            ref readonly var at = ref tape.At(row);
            var path = HashCode.Combine(open.Peek().Path, row == root.Row ? 0 : at.Symbol, at.Kind);
            sum += HashCode.Combine(path, at.Kind switch
            {
                NodeKind.String => string.GetHashCode(tape.ValueText(row)),
                NodeKind.List or NodeKind.Map => at.Low,
                _ => at.Payload.GetHashCode(),
            });
            if (at.Kind is NodeKind.List or NodeKind.Map)
            {
                open.Push((row + at.Next, path));
            }
        }
        return sum;
    }
}
