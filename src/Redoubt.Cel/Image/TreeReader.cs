using System.Runtime.InteropServices;
using Redoubt.Cel.Check;
using Redoubt.Cel.Language;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Image;

/// <summary>Reads what <see cref="TreeWriter"/> wrote: the tree and what the checker found, for one language.</summary>
internal ref struct TreeReader
{
    // More than any tree that the limits of a language let through.
    private const int MostDepth = 2_000;
    private readonly ImageWords _words;
    private readonly NameResolution _names;
    private readonly CheckedTree _types;
    private readonly CelSpan[] _spans;
    private readonly (int Part, int Path)[] _texts;
    private readonly Expression?[] _paths;
    private ImageCursor _cursor;
    private int _depth;

    private TreeReader(ImageWords words, NameResolution names, ImageCursor cursor)
    {
        (_words, _names) = (words, names);
        _spans = new CelSpan[cursor.Number() is var nodes && nodes <= names.Parts.Limits.Nodes * 4 ? nodes : throw ImageCursor.Damage("a tree is too large")];
        _types = new CheckedTree(_spans.Length);
        _texts = ReadTexts(ref cursor);
        _paths = new Expression?[_texts.Length];
        _cursor = cursor;
    }

    /// <summary>The tree of a record.</summary>
    /// <param name="words">The strings and types.</param>
    /// <param name="names">The language.</param>
    /// <param name="text">The text that was compiled.</param>
    /// <param name="record">The record.</param>
    /// <exception cref="InvalidDataException">The record is damaged, or of another text or language.</exception>
    public static (ParsedTree Tree, CheckedTree Types) Read(ImageWords words, NameResolution names, string text, ReadOnlySpan<byte> record)
    {
        var cursor = new ImageCursor(record);
        if (cursor.Word() != HashOf(text))
        {
            throw ImageCursor.Damage("it was made of another text");
        }

        var reader = new TreeReader(words, names, cursor);
        var root = reader.Read();
        reader._types.Texts = reader.Texts();
        return reader._cursor.IsAtEnd
            ? (new ParsedTree(text, root, ImmutableCollectionsMarshal.AsImmutableArray(reader._spans), []), reader._types)
            : throw ImageCursor.Damage("something follows a tree");
    }

    /// <summary>Whether a record was made of a text.</summary>
    public static bool IsOf(string text, ReadOnlySpan<byte> record) => new ImageCursor(record).Word() == HashOf(text);

    /// <summary>What tells a text from others (FNV-1a over UTF-16 units).</summary>
    public static uint HashOf(string text)
    {
        var hash = 2166136261u;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 16777619u;
        }

        return hash;
    }

    private Expression Read()
    {
        if (++_depth > MostDepth)
        {
            throw ImageCursor.Damage("a tree is too deep");
        }

        var tag = (NodeTag)_cursor.Byte();
        var id = _cursor.Number();
        if (id >= _spans.Length)
        {
            throw ImageCursor.Damage("a node has no place");
        }

        _spans[id] = new CelSpan(_cursor.Number(), _cursor.Number());
        _types.SetType(id, _words.Type(_cursor.Number()));
        Expression expression = tag switch
        {
            NodeTag.Literal => new Literal(id, ImageValues.Read(ref _cursor, _words)),
            NodeTag.Ident => ReadIdent(id),
            NodeTag.Select or NodeTag.Has => ReadSelect(id, tag == NodeTag.Has),
            NodeTag.Call or NodeTag.ReceiverCall => ReadCall(id, tag == NodeTag.ReceiverCall),
            NodeTag.List => ReadList(id),
            NodeTag.Map => ReadMap(id),
            NodeTag.Object => ReadObject(id),
            NodeTag.Fold => ReadFold(id),
            _ => throw ImageCursor.Damage("a node is of no kind"),
        };
        _depth--;
        for (var i = 0; i < _texts.Length; i++)
        {
            if (_texts[i].Path == id)
            {
                _paths[i] ??= expression;
            }
        }

        return expression;
    }

    private static (int Part, int Path)[] ReadTexts(ref ImageCursor cursor)
    {
        var texts = new (int Part, int Path)[cursor.Count()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = (cursor.Number(), cursor.Number());
        }

        return texts;
    }

    private readonly TextParts Texts()
    {
        var texts = new Dictionary<int, Expression>(_texts.Length);
        for (var i = 0; i < _texts.Length; i++)
        {
            texts[_texts[i].Part] = _paths[i] ?? throw ImageCursor.Damage("a part reads what is not in its tree");
        }

        return TextParts.Known(_types, texts);
    }

    private Ident ReadIdent(int id)
    {
        var ident = new Ident(id, Text());
        ReadReference(id);
        return ident;
    }

    private Select ReadSelect(int id, bool testOnly)
    {
        var field = Text();
        ReadReference(id);
        return new Select(id, Read(), field, testOnly);
    }

    private Call ReadCall(int id, bool isReceiver)
    {
        var name = Text();
        ReadReference(id);
        if (_cursor.Count() is var count and > 0)
        {
            ReadOverloads(id, count);
        }

        var target = isReceiver ? Read() : null;
        var arguments = new Expression[_cursor.Count()];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Read();
        }

        return new Call(id, target, name, ImmutableCollectionsMarshal.AsImmutableArray(arguments));
    }

    private void ReadOverloads(int id, int count)
    {
        var function = Function(_names, Text());
        var overloads = new CelOverload[count];
        for (var i = 0; i < count; i++)
        {
            overloads[i] = Overload(function, Text());
        }

        _types.SetOverloads(id, ImmutableCollectionsMarshal.AsImmutableArray(overloads));
    }

    /// <summary>The function of exactly this name.</summary>
    public static CelFunction Function(NameResolution names, string name) =>
        names.Parts.Functions.TryGetValue(name, out var function) ? function : throw ImageCursor.Damage($"the function `{name}` is not there");

    /// <summary>The overload of a function by its id.</summary>
    public static CelOverload Overload(CelFunction function, string id)
    {
        foreach (var overload in function.Overloads)
        {
            if (overload.Id == id)
            {
                return overload;
            }
        }

        throw ImageCursor.Damage($"the function `{function.Name}` has no overload `{id}`");
    }

    private ListLiteral ReadList(int id)
    {
        var items = new Expression[_cursor.Count()];
        bool[]? optional = null;
        for (var i = 0; i < items.Length; i++)
        {
            if (_cursor.Flag())
            {
                (optional ??= new bool[items.Length])[i] = true;
            }

            items[i] = Read();
        }

        return new ListLiteral(id, ImmutableCollectionsMarshal.AsImmutableArray(items), optional is null ? default : ImmutableCollectionsMarshal.AsImmutableArray(optional));
    }

    private MapLiteral ReadMap(int id)
    {
        var entries = new MapEntry[_cursor.Count()];
        for (var i = 0; i < entries.Length; i++)
        {
            var isOptional = _cursor.Flag();
            var key = Read();
            entries[i] = new MapEntry(key, Read(), isOptional);
        }

        return new MapLiteral(id, ImmutableCollectionsMarshal.AsImmutableArray(entries));
    }

    private ObjectLiteral ReadObject(int id)
    {
        var type = Text();
        var fields = new FieldInit[_cursor.Count()];
        for (var i = 0; i < fields.Length; i++)
        {
            var name = Text();
            var isOptional = _cursor.Flag();
            fields[i] = new FieldInit(name, Read(), isOptional);
        }

        return new ObjectLiteral(id, type, ImmutableCollectionsMarshal.AsImmutableArray(fields));
    }

    private Comprehension ReadFold(int id)
    {
        var macro = (FoldKind)_cursor.Byte();
        if (macro > FoldKind.SortBy)
        {
            throw ImageCursor.Damage("a fold is of no kind");
        }

        var variable = Text();
        var second = _cursor.Flag() ? Text() : null;
        var accumulator = Text();
        var range = Read();
        var initial = Read();
        var condition = Read();
        var step = Read();
        return new Comprehension(id, macro, variable, second, range, accumulator, initial, condition, step, Read());
    }

    private string Text() => _words.Text(_cursor.Number());

    private void ReadReference(int id)
    {
        if (_cursor.Number() is var number and > 0)
        {
            var name = _words.Text(number - 1);
            _types.SetReference(id, _names.Exactly(name) ?? throw ImageCursor.Damage($"`{name}` is not there"));
        }
    }
}
