using System.Runtime.CompilerServices;

namespace Redoubt.Yaml.Parse;

/// <summary>What the parser expects next; the names are those of libyaml's grammar.</summary>
internal enum ParserState : byte
{
    DocumentEnd,
    BlockNode,
    BlockSequenceEntry,
    IndentlessSequenceEntry,
    BlockMappingKey,
    BlockMappingValue,
    FlowSequenceFirstEntry,
    FlowSequenceEntry,
    FlowPairKey,
    FlowPairValue,
    FlowPairEnd,
    FlowMappingFirstKey,
    FlowMappingKey,
    FlowMappingValue,
    FlowMappingEmptyValue,
}

/// <summary>
/// Turns the tokens of one document into nodes, as go-yaml v2's parser and decoder do. Nesting is on a stack of its own, so depth
/// costs no machine stack.
/// </summary>
internal ref partial struct Parser
{
    private readonly ReadOnlySpan<char> _text;
    private readonly Workspace _work;
    private Scanner _scanner;
    private TreeBuilder _tree;
    private Token _ended;
    private int _stateCount;
    private ParserState _state;

    /// <param name="text">The file's text up to the chunk's end.</param>
    /// <param name="start">Where the chunk starts.</param>
    /// <param name="work">The buffers.</param>
    /// <param name="limits">How deep, how long.</param>
    /// <param name="dropsCarriageReturn">Whether the text went through kubectl's line reader.</param>
    public Parser(ReadOnlySpan<char> text, int start, Workspace work, YamlLimits limits, bool dropsCarriageReturn)
    {
        _text = text;
        _work = work;
        _tree = new TreeBuilder(text, work, limits);
        _scanner = new Scanner(text, start, work, limits.Depth, dropsCarriageReturn);
    }

    /// <summary>What went wrong after <see cref="ParseDocument"/> gave false.</summary>
    public readonly ScanProblem Problem => _tree.Problem.Message is null ? _scanner.Problem : _tree.Problem;

    /// <summary>Whether the document must be walked before it is delivered.</summary>
    public readonly bool NeedsCheck => _tree.NeedsCheck;

    /// <summary>How many nodes the document has.</summary>
    public readonly int Count => _tree.Count;

    /// <summary>Whether the last token was a block scalar that ran into the end of the chunk.</summary>
    public bool EndsInBlockScalar { get; private set; }

    /// <summary>Where the scanner stands.</summary>
    public readonly int Position => _scanner.Position;

    private bool ParseContent()
    {
        while (true)
        {
            var going = _state switch
            {
                ParserState.BlockMappingKey => ParseBlockMappingKey(),
                ParserState.BlockMappingValue => ParseBlockMappingValue(),
                ParserState.BlockSequenceEntry => ParseBlockSequenceEntry(),
                ParserState.IndentlessSequenceEntry => ParseIndentlessSequenceEntry(),
                ParserState.BlockNode => ParseNode(isBlock: true, allowsIndentless: false, isKey: false),
                ParserState.FlowSequenceFirstEntry => ParseFlowSequenceEntry(isFirst: true),
                ParserState.FlowSequenceEntry => ParseFlowSequenceEntry(isFirst: false),
                ParserState.FlowPairKey => ParseFlowPairKey(),
                ParserState.FlowPairValue => ParseFlowPairValue(),
                ParserState.FlowPairEnd => ParseFlowPairEnd(),
                ParserState.FlowMappingFirstKey => ParseFlowMappingKey(isFirst: true),
                ParserState.FlowMappingKey => ParseFlowMappingKey(isFirst: false),
                ParserState.FlowMappingValue => ParseFlowMappingValue(isEmpty: false),
                ParserState.FlowMappingEmptyValue => ParseFlowMappingValue(isEmpty: true),
                _ => false,
            };
            if (!going)
            {
                return _state == ParserState.DocumentEnd && Problem.Message is null;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushState(ParserState state)
    {
        if (_stateCount == _work.States.Length)
        {
            Array.Resize(ref _work.States, _stateCount * 2);
        }

        _work.States[_stateCount++] = state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PopState() => _state = _work.States[--_stateCount];

    /// <summary>Starts a collection; <see cref="CloseCollection"/> goes back to the state that was pushed before.</summary>
    private bool OpenCollection(NodeKind kind, YamlStyle style, in Properties properties, int content, ParserState state)
    {
        Anchor(properties);
        _state = state;
        return _tree.Open(kind, style, properties.IsPresent ? properties.Start : content, content);
    }

    private bool CloseCollection(int end)
    {
        PopState();
        return _tree.Close(end);
    }

    private bool FailSyntax(int offset, string message) => _tree.Fail(YamlProblemCode.Syntax, offset, message);
}

/// <summary>A node's anchor and tag.</summary>
internal ref struct Properties
{
    public bool IsPresent;
    public int Start;
    public int End;
    public ReadOnlySpan<char> Anchor;

    /// <summary>The tag in full, or null.</summary>
    public string? Tag;
}
