namespace Redoubt.Yaml.Parse;

/// <summary>Goes through a document's nodes and tells a visitor: aliases expanded, merges applied, what is overridden left out.</summary>
internal ref partial struct Walker
{
    private readonly ReadOnlySpan<char> _text;
    private readonly Workspace _work;
    private readonly YamlLimits _limits;

    // The text's length without the line break that kubectl adds at its end.
    private readonly int _length;
    private int _frameCount;
    private int _depth;
    private bool _isChecking;

    // Of a mapping that is delivered in parts the sequence whose items were delivered last; 0, which is the mapping itself, for none.
    private int _list;

    public Walker(ReadOnlySpan<char> text, int length, Workspace work, YamlLimits limits)
    {
        _text = text;
        _length = length;
        _work = work;
        _limits = limits;
    }

    /// <summary>What <see cref="Check"/> found.</summary>
    public ScanProblem Problem { get; private set; }

    /// <summary>Delivers the document's value, which <see cref="Check"/> has passed if it needs a check.</summary>
    public void Deliver<TVisitor>(ref TVisitor visitor)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        _isChecking = false;
        Walk(ref visitor);
    }

    /// <summary>Whether the expansion is within the limits and JSON has all that is in it.</summary>
    public bool Check(int count)
    {
        if (!CountAliases(count))
        {
            return false;
        }

        _isChecking = true;
        var nobody = default(Nobody);
        return Walk(ref nobody);
    }

    private bool Walk<TVisitor>(ref TVisitor visitor)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        _frameCount = _depth = 0;
        if (!Value(ref visitor, 0, isAlias: false))
        {
            return false;
        }

        while (_frameCount > 0)
        {
            ref var frame = ref _work.Frames[_frameCount - 1];
            if (frame.Cursor == frame.End)
            {
                Close(ref visitor, frame);
            }
            else if (!(frame.IsMerged ? MergedPair(ref visitor, ref frame) : Next(ref visitor, ref frame)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Next<TVisitor>(ref TVisitor visitor, ref WalkFrame frame)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        var index = frame.Cursor;
        ref readonly var node = ref _work.Nodes[index];
        if ((node.Flags & NodeFlags.Key) != 0)
        {
            if ((node.Flags & NodeFlags.Dropped) != 0)
            {
                frame.Cursor = After(index + 1);
                return true;
            }

            if (!Key(ref visitor, node, frame.IsAlias))
            {
                return false;
            }

            index++;
        }

        frame.Cursor = After(index);
        return Value(ref visitor, index, frame.IsAlias);
    }

    private readonly int After(int index)
    {
        ref readonly var node = ref _work.Nodes[index];
        return node.Kind == NodeKind.Alias ? index + 1 : node.Next;
    }

    private bool Key<TVisitor>(ref TVisitor visitor, in Node node, bool isAlias)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        // A key may be infinite, a value may be large: what JSON does not have depends on where it stands.
        if ((node.Flags & NodeFlags.NotJson) != 0 && node.Kind != NodeKind.Double)
        {
            var what = node.Kind == NodeKind.Null ? "null" : "an integer above 63 bits";
            return Fail(YamlProblemCode.Key, node.Content, $"{what} cannot be a key");
        }

        visitor.Key(new YamlKey(node.Style, isAlias, Extent(node), _work.TextOf(node, _text), TextOffset(node)));
        return true;
    }

    private bool Value<TVisitor>(ref TVisitor visitor, int index, bool isAlias)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        ref readonly var node = ref _work.Nodes[index];
        if (node.Kind == NodeKind.Alias)
        {
            isAlias = true;
            index = node.Next;
            node = ref _work.Nodes[index];
        }

        if (node.Kind is NodeKind.Mapping or NodeKind.Sequence)
        {
            return Open(ref visitor, index, node, isAlias);
        }

        if ((node.Flags & NodeFlags.NotJson) != 0 && node.Kind == NodeKind.Double)
        {
            return Fail(YamlProblemCode.Value, node.Content, $"`{_work.TextOf(node, _text)}` is no number that JSON has");
        }

        var kind = (YamlScalarKind)node.Kind;
        visitor.Scalar(new YamlScalar(kind, node.Style, isAlias, Extent(node), node.Bits, _work.TextOf(node, _text), TextOffset(node)));
        return true;
    }

    private bool Open<TVisitor>(ref TVisitor visitor, int index, in Node node, bool isAlias)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        if (_depth++ == _limits.Depth)
        {
            return Fail(YamlProblemCode.Limit, node.Content, $"nested deeper than {_limits.Depth} when its aliases are expanded");
        }

        if (_frameCount == _work.Frames.Length)
        {
            Array.Resize(ref _work.Frames, _frameCount * 2);
        }

        ref var frame = ref _work.Frames[_frameCount++];
        frame = new WalkFrame { Cursor = index + 1, End = node.Next, Closes = node.Kind, IsAlias = isAlias };
        frame.CloseAt = Math.Min(node.End, _length);
        var collection = new YamlCollection(node.Offset, node.Content, node.Style, isAlias);
        if (node.Kind == NodeKind.Sequence)
        {
            visitor.SequenceStart(collection);
            return true;
        }

        visitor.MappingStart(collection);
        if ((node.Flags & NodeFlags.HasMerge) == 0)
        {
            return true;
        }

        frame.IsMerged = true;
        frame.Cursor = _work.Merged.Count;
        frame.MergedStart = frame.Cursor;
        ApplyMerges(index, isAlias);
        _work.Frames[_frameCount - 1].End = _work.Merged.Count;
        return true;
    }

    private void Close<TVisitor>(ref TVisitor visitor, in WalkFrame frame)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        _depth--;
        _frameCount--;
        if (frame.IsMerged)
        {
            _work.Merged.RemoveRange(frame.MergedStart, _work.Merged.Count - frame.MergedStart);
        }

        if (frame.Closes == NodeKind.Mapping)
        {
            visitor.MappingEnd(frame.CloseAt);
        }
        else
        {
            visitor.SequenceEnd(frame.CloseAt);
        }
    }

    // Only the line break that kubectl adds lies past the text: an empty node may stand after it.
    private readonly YamlExtent Extent(in Node node) =>
        node.End <= _length
            ? new(node.Offset, node.Content, node.End)
            : new(Math.Min(node.Offset, _length), Math.Min(node.Content, _length), _length);

    private readonly int TextOffset(in Node node) => node.TextStart < 0 ? -1 : Math.Min(node.TextStart, _length);

    private bool Fail(YamlProblemCode code, int offset, string message)
    {
        Problem = new ScanProblem(code, offset, message);
        return false;
    }

    /// <summary>Sees whether a walk comes to its end.</summary>
    private readonly struct Nobody : IYamlVisitor
    {
        public void DocumentStart(in YamlDocument document)
        {
        }

        public void DocumentEnd(in YamlDocument document)
        {
        }

        public void MappingStart(in YamlCollection mapping)
        {
        }

        public void MappingEnd(int end)
        {
        }

        public void SequenceStart(in YamlCollection sequence)
        {
        }

        public void SequenceEnd(int end)
        {
        }

        public void Key(in YamlKey key)
        {
        }

        public void Scalar(in YamlScalar scalar)
        {
        }

        public void Problem(in YamlProblem problem)
        {
        }

        public void Ambiguity(in Ambiguity ambiguity)
        {
        }
    }
}
