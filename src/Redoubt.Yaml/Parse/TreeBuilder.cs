using System.Runtime.CompilerServices;

namespace Redoubt.Yaml.Parse;

/// <summary>Builds the nodes of one document, whichever route finds them, and settles what its keys are.</summary>
internal ref partial struct TreeBuilder
{
    private readonly ReadOnlySpan<char> _text;
    private readonly Workspace _work;
    private readonly YamlLimits _limits;
    private int _nodeCount;
    private int _openCount;
    private int _keyCount;
    private bool _hasZeroKey;

    public TreeBuilder(ReadOnlySpan<char> text, Workspace work, YamlLimits limits)
    {
        _text = text;
        _work = work;
        _limits = limits;
    }

    /// <summary>What went wrong after a method gave false.</summary>
    public ScanProblem Problem { get; private set; }

    /// <summary>Whether an alias, a merge, or something that JSON does not have was met: the tree must be walked before it is delivered.</summary>
    public bool NeedsCheck { get; set; }

    /// <summary>Where the last scalar or collection ended.</summary>
    public int LastEnd { get; set; }

    public readonly int Count => _nodeCount;

    /// <summary>Starts the next document in the same buffers.</summary>
    public void Clear()
    {
        _nodeCount = _openCount = _keyCount = 0;
        NeedsCheck = _hasZeroKey = false;
        _work.StartDocument();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Node Add()
    {
        if (_nodeCount == _work.Nodes.Length)
        {
            Array.Resize(ref _work.Nodes, _nodeCount * 2);
        }

        ref var node = ref _work.Nodes[_nodeCount++];
        node = default;
        node.Next = _nodeCount;
        return ref node;
    }

    /// <summary>A null without a character of its own.</summary>
    public bool AddEmpty(int offset, bool isKey)
    {
        ref var node = ref Add();
        node.Offset = node.Content = node.End = node.TextStart = offset;
        return !isKey || FinishKey();
    }

    /// <summary>Starts a collection; what follows until <see cref="Close"/> is in it.</summary>
    public bool Open(NodeKind kind, YamlStyle style, int offset, int content)
    {
        if (_openCount == _limits.Depth)
        {
            return Fail(YamlProblemCode.Limit, content, $"nested deeper than {_limits.Depth}");
        }

        if (_openCount == _work.Open.Length)
        {
            Array.Resize(ref _work.Open, _openCount * 2);
        }

        _work.Open[_openCount++] = _nodeCount;
        ref var node = ref Add();
        node.Kind = kind;
        node.Style = style;
        node.Content = content;
        node.Offset = offset;

        // Until a mapping ends its keys are counted from here; the decoded texts of a sequence's items begin here.
        node.Bits = kind == NodeKind.Mapping ? _keyCount : _work.DecodedLength;
        return true;
    }

    /// <summary>The collection that was opened last.</summary>
    public readonly int Innermost => _work.Open[_openCount - 1];

    /// <summary>Forgets the items of a sequence that is open: they are delivered, and those that follow take their place.</summary>
    public void ForgetItems(int sequence)
    {
        _nodeCount = sequence + 1;
        _work.DecodedLength = (int)_work.Nodes[sequence].Bits;
    }

    /// <summary>Ends the collection that was opened last.</summary>
    public bool Close(int end)
    {
        var index = _work.Open[--_openCount];
        ref var node = ref _work.Nodes[index];
        node.Next = _nodeCount;
        node.End = end;
        LastEnd = end;
        return node.Kind != NodeKind.Mapping || CloseMapping(index);
    }

    public readonly ReadOnlySpan<char> TextOf(scoped in Node node) => _work.TextOf(node, _text);

    public bool Fail(YamlProblemCode code, int offset, string message)
    {
        Problem = new ScanProblem(code, offset, message);
        return false;
    }

    public readonly void Note(AmbiguityKind kind, in Node node, string kubernetes, string otherwise) =>
        _work.Note(_limits, kind, node.Content, node.End - node.Content, -1, kubernetes, otherwise);
}
