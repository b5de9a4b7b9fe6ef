using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence;

/// <summary>The items of a list or the fields of a map, in order. To be used in <c>foreach</c>; allocates nothing.</summary>
public struct NodeChildren
{
    private readonly Tape? _tape;
    private readonly int _end;
    private int _row;
    private int _next;

    internal NodeChildren(Node parent, NodeKind kind)
    {
        if (parent.Kind != kind)
        {
            return;
        }

        _tape = parent.Tape;
        _end = parent.Row + _tape.At(parent.Row).Next;
        _next = parent.Row + 1;
    }

    /// <summary>The item or field's value at which the walk stands.</summary>
    public readonly Node Current => new(_tape!, _row);

    /// <summary>This walk itself.</summary>
    public readonly NodeChildren GetEnumerator() => this;

    /// <summary>Goes to the next item or field.</summary>
    /// <returns>Whether there was one.</returns>
    public bool MoveNext()
    {
        if (_next >= _end)
        {
            return false;
        }

        _row = _next;
        _next += _tape!.At(_row).Next;
        return true;
    }
}
