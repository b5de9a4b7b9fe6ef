namespace Redoubt.Yaml.Parse;

/// <summary>
/// Delivers a mapping while it is still being parsed, so that a list in it need never be held as a whole: after each part the items that were
/// delivered are forgotten, and the next take their place.
/// </summary>
/// <remarks><code>
/// {kind: List, items: [a, b, c, d], x: y}
/// part 1   nodes  0 Mapping … 3 key `items`  4 Sequence  5 a  6 b     tells all up to b
/// part 2   nodes  0 Mapping … 3 key `items`  4 Sequence  5 c          tells c
/// the rest nodes  0 Mapping … 4 Sequence  5 d  6 key `x`  7 y         tells d and what is left
/// </code></remarks>
internal ref partial struct Walker
{
    /// <summary>Whether a part has been delivered, and the rest has not.</summary>
    public readonly bool HasBegun => _frameCount > 0;

    /// <summary>Delivers what was parsed so far.</summary>
    /// <param name="visitor">Receives it.</param>
    /// <param name="list">The sequence that is open, an item of the outermost mapping.</param>
    /// <param name="count">How many nodes there are.</param>
    public void DeliverPart<TVisitor>(ref TVisitor visitor, int list, int count)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        if (_frameCount == 0)
        {
            Value(ref visitor, 0, isAlias: false);
            _work.Frames[0].End = int.MaxValue;
        }

        if (_list != list)
        {
            LeaveList();
            while (_work.Frames[0].Cursor <= list)
            {
                Step(ref visitor);
            }
        }

        _list = list;
        ref var items = ref _work.Frames[1];
        (items.Cursor, items.End) = (list + 1, count);
        while (_frameCount > 2 || _work.Frames[1].Cursor != count)
        {
            Step(ref visitor);
        }
    }

    /// <summary>Delivers what is left, once the mapping is parsed to its end.</summary>
    public void DeliverRest<TVisitor>(ref TVisitor visitor)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        LeaveList();
        ref readonly var mapping = ref _work.Nodes[0];
        ref var frame = ref _work.Frames[0];
        (frame.End, frame.CloseAt) = (mapping.Next, Math.Min(mapping.End, _length));
        while (_frameCount > 0)
        {
            Step(ref visitor);
        }
    }

    /// <summary>Whether a later key of the outermost mapping overrides one: it may have been delivered.</summary>
    public readonly bool HasOverride()
    {
        for (var key = 1; key < _work.Nodes[0].Next; key = After(key + 1))
        {
            if ((_work.Nodes[key].Flags & NodeFlags.Dropped) != 0)
            {
                return true;
            }
        }

        return false;
    }

    // The list has ended since its last part: now it is known where.
    private readonly void LeaveList()
    {
        if (_list == 0)
        {
            return;
        }

        ref readonly var list = ref _work.Nodes[_list];
        if (_frameCount > 1)
        {
            ref var items = ref _work.Frames[1];
            (items.Cursor, items.End, items.CloseAt) = (_list + 1, list.Next, Math.Min(list.End, _length));
        }

        _work.Frames[0].Cursor = list.Next;
    }

    private void Step<TVisitor>(ref TVisitor visitor)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        ref var frame = ref _work.Frames[_frameCount - 1];
        if (frame.Cursor == frame.End)
        {
            Close(ref visitor, frame);
        }
        else
        {
            Next(ref visitor, ref frame);
        }
    }
}
