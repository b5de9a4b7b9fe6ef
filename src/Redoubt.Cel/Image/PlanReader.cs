using Redoubt.Cel.Evaluate;
using Redoubt.Cel.Language;

namespace Redoubt.Cel.Image;

/// <summary>Reads what <see cref="PlanWriter"/> wrote: the nodes of a plan, for one language.</summary>
internal ref struct PlanReader
{
    // More than any plan that the limits of a language let through.
    private const int MostDepth = 2_000;
    private readonly ImageWords _words;
    private readonly NameResolution _names;
    private readonly int _locals;
    private ImageCursor _cursor;
    private Dictionary<int, BoundValue>? _bound;
    private int _depth;

    private PlanReader(ImageWords words, NameResolution names, int locals, ImageCursor cursor)
    {
        (_words, _names, _locals) = (words, names, locals);
        _cursor = cursor;
    }

    /// <summary>The first node of a plan.</summary>
    /// <param name="words">The strings and types.</param>
    /// <param name="names">The language.</param>
    /// <param name="locals">How many slots for loop variables it has.</param>
    /// <param name="cursor">Where the plan begins; nothing may follow it.</param>
    /// <exception cref="InvalidDataException">The plan is damaged, or of another language.</exception>
    public static PlanNode Read(ImageWords words, NameResolution names, int locals, ImageCursor cursor)
    {
        var reader = new PlanReader(words, names, locals, cursor);
        var root = reader.Read();
        return reader._cursor.IsAtEnd ? root : throw ImageCursor.Damage("something follows a plan");
    }

    private PlanNode Read()
    {
        if (++_depth > MostDepth)
        {
            throw ImageCursor.Damage("a plan is too deep");
        }

        var tag = (PlanTag)_cursor.Byte();
        var id = Number();
        var node = tag switch
        {
            PlanTag.Constant => new Constant(id, Value()),
            PlanTag.Selection => ReadSelection(id),
            PlanTag.Variable => ReadVariable(id),
            PlanTag.Local => new Local(id, Text(), Slot(), Number()),
            PlanTag.Invocation => ReadInvocation(id),
            PlanTag.Junction => new Junction(id, Flag(), Read(), Read()),
            PlanTag.Negation => new Negation(id, Read()),
            PlanTag.Conditional => new Conditional(id, Read(), Read(), Read()),
            PlanTag.Equation => new Equation(id, Flag(), Read(), Read()),
            PlanTag.Otherwise => new Otherwise(id, Flag(), Read(), Read()),
            PlanTag.Presence => ReadPresence(id),
            PlanTag.Indexing => ReadIndexing(id),
            PlanTag.Quantifier or PlanTag.ExactlyOne or PlanTag.Collect or PlanTag.CollectMap => ReadLoop(tag, id),
            PlanTag.Let or PlanTag.LetBound or PlanTag.LetTarget => ReadLet(tag, id),
            PlanTag.List or PlanTag.Map or PlanTag.Object => ReadMade(tag, id),
            _ => ReadOther(tag, id),
        };
        _depth--;
        return node;
    }

    private PlanNode ReadOther(PlanTag tag, int id)
    {
        switch (tag)
        {
            case PlanTag.Comparison:
                var (relation, isText) = ((Relation)Kind((byte)Relation.GreaterOrEqual), Flag());
                return new Comparison(id, relation, Read(), Read(), isText);
            case PlanTag.Operation:
                var (kind, joinsText) = ((ArithmeticOperator)Kind((byte)ArithmeticOperator.Modulo), Flag());
                return new Operation(id, kind, Read(), Read(), _names.Parts.Limits.Size, joinsText);
            case PlanTag.Membership:
                var cost = (SearchCost)Kind((byte)SearchCost.Size);
                return new Membership(id, Read(), Read(), _names.Parts.Symbols, cost);
            case PlanTag.StringSet:
                var strings = ReadTexts();
                return new StringSet(id, Read(), strings);
            case PlanTag.Match:
                var pattern = Text();
                return new Match(id, Read(), pattern);
            case PlanTag.Folded:
                var value = Value();
                return new Folded(Read(), value);
            case PlanTag.TargetValue:
                return new TargetValue(id, Slot(), Read());
            default:
                return tag switch
                {
                    PlanTag.Failure => new Failure(id, Text()),
                    PlanTag.Bound => new Bound(id, Text(), BoundAt(Number()), Number()),
                    PlanTag.Dyn => new Dyn(id, Read()),
                    PlanTag.Minus => new Minus(id, Read()),
                    PlanTag.Remembered => new Remembered(Read(), Read()),
                    PlanTag.Shortened => new Shortened(Read(), Read()),
                    _ => throw ImageCursor.Damage("a node is of no kind"),
                };
        }
    }

    private Variable ReadVariable(int id)
    {
        var (name, index, cost) = (Text(), Number(), Number());
        return index < _names.Variables.Length && _names.Variables[index].Name == name ? new Variable(id, name, index, cost) : throw ImageCursor.Damage($"`{name}` is not there");
    }

    private Loop ReadLoop(PlanTag tag, int id)
    {
        var (slot, second, body) = (Slot(), Slot(none: 1) - 1, Number());
        var range = Read();
        switch (tag)
        {
            case PlanTag.Quantifier:
                return new Quantifier(id, Flag(), range, slot, second, Read(), body);
            case PlanTag.ExactlyOne:
                return new ExactlyOne(id, range, slot, second, Read(), body);
            case PlanTag.Collect:
                var (initial, append) = (Number(), Number());
                return new Collect(id, range, slot, second, Maybe(), Read(), body, initial, append);
            default:
                var first = Number();
                return new CollectMap(id, range, slot, second, Maybe(), Maybe(), Read(), body, first, _names.Parts.Rules.AnyMapKeys);
        }
    }

    private PlanNode ReadLet(PlanTag tag, int id)
    {
        var slot = Slot();
        if (tag == PlanTag.LetTarget)
        {
            var ofTarget = Read();
            return new LetTarget(id, slot, Read(), ofTarget);
        }

        var cost = Number();
        if (tag == PlanTag.Let)
        {
            var ofValue = Read();
            return new Let(id, slot, Read(), ofValue, cost);
        }

        var value = new BoundValue(slot);
        (_bound ??= [])[slot] = value;
        var body = Read();
        _bound.Remove(slot);
        value.Node = Read();
        return new Let(id, slot, value, body, cost);
    }

    private readonly BoundValue BoundAt(int slot) => _bound?.GetValueOrDefault(slot) ?? throw ImageCursor.Damage("a name is bound to nothing");

    private PlanNode ReadMade(PlanTag tag, int id)
    {
        switch (tag)
        {
            case PlanTag.List:
                var items = ReadAll();
                return new ListOf(id, items, Flags(items.Length));
            case PlanTag.Map:
                var cost = Number();
                var (keys, values) = (ReadAll(), ReadAll());
                return new MapOf(id, keys, values, Flags(keys.Length == values.Length ? keys.Length : throw ImageCursor.Damage("a map is none")), _names.Parts.Rules.AnyMapKeys, cost);
            default:
                var name = Text();
                var type = _names.FindType(name) ?? throw ImageCursor.Damage($"the type `{name}` is not there");
                return new ObjectOf(id, type, Read() as MapOf ?? throw ImageCursor.Damage("an object has no fields"));
        }
    }

    private Invocation ReadInvocation(int id)
    {
        var name = Text();
        var function = TreeReader.Function(_names, Text());
        var signatures = new Signature[_cursor.Count()];
        var cost = _names.FindFunction(name)?.Cost;
        for (var i = 0; i < signatures.Length; i++)
        {
            var overload = TreeReader.Overload(function, Text());
            signatures[i] = new Signature(overload, cost ?? (signatures.Length == 1 ? overload.Cost : null));
        }

        return new Invocation(id, name, signatures.Length > 0 ? signatures : throw ImageCursor.Damage("a call has no overload"), ReadAll());
    }

    private Selection ReadSelection(int id)
    {
        var cost = Number();
        var steps = new Step[_cursor.Count()];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = ReadStep();
        }

        return new Selection(id, Read(), steps, cost);
    }

    private Presence ReadPresence(int id)
    {
        var cost = Number();
        var step = ReadStep();
        return new Presence(id, Read(), step, cost);
    }

    private Indexing ReadIndexing(int id)
    {
        var (cost, isOptional) = (Number(), Flag());
        return new Indexing(id, Read(), Read(), isOptional, _names.Parts.IsStrict, _names.Parts.Symbols, cost);
    }

    private Step ReadStep()
    {
        var (id, key) = (Number(), Value());

        // Symbols may be others in each run.
        var symbol = key.Kind == CelKind.String ? _names.Parts.Symbols(key.AsString()) : 0;
        return new Step(id, key, symbol, Flag(), _names.Parts.IsStrict) { IsOfObject = Flag(), Lacking = Value() };
    }

    private PlanNode? Maybe() => Flag() ? Read() : null;

    private PlanNode[] ReadAll()
    {
        var nodes = new PlanNode[_cursor.Count()];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Read();
        }

        return nodes;
    }

    private string[] ReadTexts()
    {
        var texts = new string[_cursor.Count()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Text();
        }

        return texts;
    }

    private bool[] Flags(int count)
    {
        var flags = new bool[count];
        for (var i = 0; i < count; i++)
        {
            flags[i] = Flag();
        }

        return flags;
    }

    private byte Kind(byte last) => _cursor.Byte() is var kind && kind <= last ? kind : throw ImageCursor.Damage("an operator is of no kind");

    private bool Flag() => _cursor.Flag();

    private int Number() => _cursor.Number();

    private int Slot(int none = 0) => Number() is var slot && slot < _locals + none ? slot : throw ImageCursor.Damage("a loop has no room");

    private string Text() => _words.Text(Number());

    private CelValue Value() => ImageValues.Read(ref _cursor, _words);
}
