using Redoubt.Cel.Check;
using Redoubt.Cel.Language;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Image;

/// <summary>Writes a checked tree: which parts say something of one text, then each node with its place, its type, and what its name stands for, before the nodes below it.</summary>
internal sealed class TreeWriter
{
    private readonly BinaryWriter _writer;
    private readonly ImageTables _tables;
    private readonly NameResolution _names;
    private readonly ParsedTree _tree;
    private readonly CheckedTree _types;

    private TreeWriter(BinaryWriter writer, ImageTables tables, NameResolution names, ParsedTree tree, CheckedTree types) =>
        (_writer, _tables, _names, _tree, _types) = (writer, tables, names, tree, types);

    /// <summary>The tree as a record.</summary>
    /// <param name="tables">Takes the strings and types.</param>
    /// <param name="names">The functions.</param>
    /// <param name="tree">The tree, its definitions expanded.</param>
    /// <param name="types">What the checker found.</param>
    public static byte[] Write(ImageTables tables, NameResolution names, ParsedTree tree, CheckedTree types)
    {
        var record = new MemoryStream();
        using (var writer = new BinaryWriter(record))
        {
            writer.Write(TreeReader.HashOf(tree.Text));
            writer.Write7BitEncodedInt(tree.Spans.Length);
            var texts = (types.Texts ??= TextParts.Of(tree.Root, types)).All;
            writer.Write7BitEncodedInt(texts.Count);
            foreach (var (part, path) in texts.OrderBy(text => text.Key))
            {
                writer.Write7BitEncodedInt(part);
                writer.Write7BitEncodedInt(path.Id);
            }

            new TreeWriter(writer, tables, names, tree, types).Write(tree.Root);
        }

        return record.ToArray();
    }

    private void Write(Expression expression)
    {
        _writer.Write((byte)TagOf(expression));
        Number(expression.Id);
        var span = _tree.Span(expression.Id);
        Number(span.Start);
        Number(span.Length);
        Number(_tables.Number(_types.Type(expression.Id)));
        switch (expression)
        {
            case Literal literal:
                if (!ImageValues.TryWrite(_writer, _tables, literal.Value))
                {
                    throw new NotSupportedException($"a literal of the kind {literal.Value.Kind} has no place in an image");
                }

                break;
            case Ident ident:
                Text(ident.Name);
                Reference(ident.Id);
                break;
            case Select select:
                Text(select.Field);
                Reference(select.Id);
                Write(select.Operand);
                break;
            case Call call:
                Write(call);
                break;
            case Comprehension fold:
                Write(fold);
                break;
            default:
                WriteParts(expression);
                break;
        }
    }

    private static NodeTag TagOf(Expression expression) => expression switch
    {
        Literal => NodeTag.Literal,
        Ident => NodeTag.Ident,
        Select { TestOnly: false } => NodeTag.Select,
        Select => NodeTag.Has,
        Call { Target: null } => NodeTag.Call,
        Call => NodeTag.ReceiverCall,
        ListLiteral => NodeTag.List,
        MapLiteral => NodeTag.Map,
        ObjectLiteral => NodeTag.Object,
        _ => NodeTag.Fold,
    };

    private void Write(Call call)
    {
        Text(call.Function);
        Reference(call.Id);
        var overloads = _types.Overloads(call.Id);
        Number(overloads.Length);
        if (overloads.Length > 0)
        {
            Text(FunctionOf(_names, overloads[0]).Name);
            foreach (var overload in overloads)
            {
                Text(overload.Id);
            }
        }

        if (call.Target is { } target)
        {
            Write(target);
        }

        Number(call.Arguments.Length);
        foreach (var argument in call.Arguments)
        {
            Write(argument);
        }
    }

    private void WriteParts(Expression expression)
    {
        switch (expression)
        {
            case ListLiteral list:
                Number(list.Items.Length);
                for (var i = 0; i < list.Items.Length; i++)
                {
                    _writer.Write(list.IsOptional(i));
                    Write(list.Items[i]);
                }

                break;
            case MapLiteral map:
                Number(map.Entries.Length);
                foreach (var entry in map.Entries)
                {
                    _writer.Write(entry.IsOptional);
                    Write(entry.Key);
                    Write(entry.Value);
                }

                break;
            case ObjectLiteral literal:
                Text(literal.Type);
                Number(literal.Fields.Length);
                foreach (var field in literal.Fields)
                {
                    Text(field.Name);
                    _writer.Write(field.IsOptional);
                    Write(field.Value);
                }

                break;
        }
    }

    private void Write(Comprehension fold)
    {
        _writer.Write((byte)fold.Macro);
        Text(fold.Variable);
        _writer.Write(fold.SecondVariable is not null);
        if (fold.SecondVariable is { } second)
        {
            Text(second);
        }

        Text(fold.Accumulator);
        Write(fold.Range);
        Write(fold.Initial);
        Write(fold.Condition);
        Write(fold.Step);
        Write(fold.Result);
    }

    /// <summary>The function that has an overload.</summary>
    public static CelFunction FunctionOf(NameResolution names, CelOverload overload) => names.Parts.Functions.Values.First(function => function.Overloads.Contains(overload));

    private void Number(int number) => _writer.Write7BitEncodedInt(number);

    private void Text(string text) => Number(_tables.Number(text));

    // What a name stands for is found again by its name: a constant may have another value where the image is read.
    private void Reference(int id) => Number(_types.Reference(id) is { } reference ? 1 + _tables.Number(reference.Name) : 0);
}
