using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence.Schema;

/// <summary>
/// Reads built-in objects as the API server decodes them, by changing the rows of a tape that nobody else has seen yet: a field
/// that is null is absent, a null in a list or map is the zero of its type, a quantity is a string in its one form, `1.0` in an
/// integer field is 1. What the server refuses is told, and then absent too, so that no rule meets a value of a wrong type.
/// Objects of kinds that are not built in stay as they are written, but for their metadata, which is the same for every kind.
/// </summary>
internal struct ServerDecoding
{
    // More than these of one document help nobody, and a hostile file could have millions.
    private const int MaxProblems = 100;
    private const int MaxSuggestions = 10;

    private readonly Tape _tape;
    private readonly FieldIndex _index;
    private readonly List<DecodingProblem> _problems;
    private List<string>? _texts;
    private int _root;
    private TypeInfo? _rootType;
    private int _told;
    private bool _isStored;
    private bool _isEncrypted;
    private bool _hasAbsent;

    private ServerDecoding(Tape tape, FieldIndex index, List<DecodingProblem> problems)
    {
        _tape = tape;
        _index = index;
        _problems = problems;
    }

    /// <summary>Decodes a document, or each object of a list of objects.</summary>
    /// <param name="tape">The document as it was read; not to be used any more.</param>
    /// <param name="index">The kinds that are built in.</param>
    /// <param name="problems">Receives what the server would not take.</param>
    /// <returns>The tape to use.</returns>
    public static Tape Decode(Tape tape, FieldIndex index, List<DecodingProblem> problems) => Decode(tape, index, problems, "", "");

    /// <summary>Decodes an item of a list of objects.</summary>
    /// <param name="tape">The item as it was read; not to be used any more.</param>
    /// <param name="index">The kinds that are built in.</param>
    /// <param name="problems">Receives what the server would not take.</param>
    /// <param name="listVersion">The <c>apiVersion</c> of an item that says none.</param>
    /// <param name="itemKind">The kind of an item that says none.</param>
    /// <returns>The tape to use.</returns>
    public static Tape Decode(Tape tape, FieldIndex index, List<DecodingProblem> problems, string listVersion, string itemKind)
    {
        var decoding = new ServerDecoding(tape, index, problems);
        decoding.Document(tape.NodeAt(0), listVersion, itemKind);
        return decoding._hasAbsent || decoding._texts is not null ? tape.Rewritten(decoding._texts ?? [], decoding._hasAbsent) : tape;
    }

    private void Document(Node root, ReadOnlySpan<char> listVersion, ReadOnlySpan<char> itemKind)
    {
        var kind = root["kind"].Text is { IsEmpty: false } written ? written : itemKind;
        var apiVersion = root["apiVersion"].Text is { IsEmpty: false } writtenVersion ? writtenVersion : listVersion;
        if (root.Kind != NodeKind.Map || kind.IsEmpty)
        {
            return;
        }

        if (ObjectList.Is(root))
        {
            var items = ObjectList.ItemKind(kind.ToString()) ?? "";
            foreach (var item in root["items"].Items)
            {
                Document(item, apiVersion, items);
            }

            if (!ObjectList.IsObjectToo(root))
            {
                return;
            }
        }

        if (_index.TryKind(apiVersion, kind, out var info) && info.Type is { } type)
        {
            Begin(root, type);
            Object(root.Row, type);
            CountUnlisted();
        }
        else if (root["metadata"] is { Kind: NodeKind.Map } metadata && _index.Type("V1ObjectMeta") is { } meta)
        {
            Begin(root, meta);
            Object(metadata.Row, meta);
            CountUnlisted();
        }
    }

    private void Begin(Node root, TypeInfo type)
    {
        (_root, _rootType, _told) = (root.Row, type, 0);
        // A server gives these to what it holds: the object is a copy of one in a cluster, which may be newer than what is known here.
        _isEncrypted = root["sops"]["mac"].Exists && root["sops"]["version"].Exists;
        _isStored = root["metadata"]["uid"].HasValue || root["metadata"]["resourceVersion"].HasValue || SaysAnything(root["status"]);
        if (_isStored || _isEncrypted)
        {
            _tape.MarkNotSent(_root);
        }
    }

    // Generators write statuses that are empty all through.
    private readonly bool SaysAnything(Node status)
    {
        for (var row = status.Row + 1; row < status.EndRow; row++)
        {
            var node = _tape.NodeAt(row);
            if (node.Kind is NodeKind.Bool or NodeKind.Double or NodeKind.UInt || node.Int != 0 || !node.Text.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private void Object(int map, TypeInfo type)
    {
        var end = map + _tape.At(map).Next;
        for (var row = map + 1; row < end; row += _tape.At(row).Next)
        {
            var key = _tape.KeyText(row);
            if (type.TryField(_tape.At(row).Symbol, key, out var field))
            {
                if (field.Gone is { } minor && _tape.At(row).Kind != NodeKind.Null)
                {
                    Unknown(row, DecodingReasons.Gone(minor));
                }

                Field(map, row, field.Type);
            }
            else if (!type.Open)
            {
                Unknown(row, Suggestion(type, key));
            }
        }
    }

    private void Unknown(int row, string? help)
    {
        if (_isEncrypted && _tape.KeyText(row) is "sops" && _tape.NodeAt(row).Parent.Row == _root)
        {
            Tell(DecodingFault.DroppedField, row, DecodingReasons.Encrypted);
            return;
        }

        var reason = DecodingReasons.UnknownField(ServerPath.To(_tape.NodeAt(row), _tape.NodeAt(_root)), help);
        Tell(_isStored ? DecodingFault.DroppedField : DecodingFault.UnknownField, row, reason);
    }

    private void Field(int map, int row, FieldType type)
    {
        if (type.Kind == FieldKind.Any)
        {
            return;
        }

        if (_tape.At(row).Kind == NodeKind.Null)
        {
            Remove(map, row);
        }
        else if (Value(row, type) is { } reason)
        {
            Refuse(row, reason);
            Remove(map, row);
        }
    }

    // Neither a list nor a map loses a null: it becomes the zero of the type.
    private void Elements(int parent, FieldType type, bool isMap)
    {
        var end = parent + _tape.At(parent).Next;
        for (var row = parent + 1; row < end; row += _tape.At(row).Next)
        {
            var reason = _tape.At(row).Kind == NodeKind.Null ? null : Value(row, type);
            if (reason is not null)
            {
                Refuse(row, reason);
            }

            if (reason is not null && isMap)
            {
                Remove(parent, row);
            }
            else if (reason is not null || _tape.At(row).Kind == NodeKind.Null)
            {
                Zero(row, type);
            }
        }
    }

    /// <summary>Decodes a value that is not null; says why if it is refused.</summary>
    private string? Value(int row, FieldType type)
    {
        var isMap = type.Kind is FieldKind.Object or FieldKind.Map;
        if (!isMap && type.Kind != FieldKind.List)
        {
            return type.Kind == FieldKind.Any ? null : ScalarDecoding.Decode(_tape, row, type, ref _texts);
        }

        var found = _tape.At(row).Kind;
        if (found != (isMap ? NodeKind.Map : NodeKind.List))
        {
            return DecodingReasons.WrongType(type, found);
        }

        if (type.Kind == FieldKind.Object)
        {
            Object(row, type.Object!);
        }
        else
        {
            Elements(row, type.Element!, isMap);
        }

        return null;
    }

    private void Remove(int map, int row)
    {
        _tape.Writable(row).Kind = NodeKind.None;
        _tape.Writable(map).Payload--;
        _hasAbsent = true;
    }

    private void Zero(int row, FieldType type)
    {
        if (type.Kind == FieldKind.Any)
        {
            return;
        }

        ref var at = ref _tape.Writable(row);
        var isCollection = at.Kind is NodeKind.List or NodeKind.Map;
        var valueEnd = isCollection ? at.High : at.ValueAt + at.Length;
        var end = row + at.Next;
        for (var child = row + 1; child < end; child += _tape.At(child).Next)
        {
            _tape.Writable(child).Kind = NodeKind.None;
            _hasAbsent = true;
        }
        ScalarDecoding.Zero(ref at, type, valueEnd, ref _texts, _tape.TextCount);
    }

    private readonly string? Suggestion(TypeInfo type, ReadOnlySpan<char> name) =>
        _told < MaxSuggestions ? FieldSuggestion.For(_rootType!, type, name) : null;

    private void Refuse(int row, string reason)
    {
        _tape.MarkNotSent(_root);
        // What is encrypted is something else when it is applied.
        if (!_isEncrypted || !_tape.NodeAt(row).Text.StartsWith("ENC["))
        {
            Tell(DecodingFault.Refused, row, reason);
        }
    }

    // The first that is too many stands for all of them.
    private readonly void CountUnlisted()
    {
        if (_told > MaxProblems)
        {
            _problems[^1] = _problems[^1] with { Reason = DecodingReasons.NotListed(_told - MaxProblems) };
        }
    }

    private void Tell(DecodingFault fault, int row, string reason)
    {
        if (++_told > MaxProblems + 1)
        {
            return;
        }

        var node = _tape.NodeAt(row);
        var offset = fault == DecodingFault.Refused ? node.ValueOffset : node.KeyOffset;
        _problems.Add(new DecodingProblem(fault, offset, node.PathTo(_tape.NodeAt(_root)), reason));
    }
}
