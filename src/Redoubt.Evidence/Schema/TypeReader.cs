using System.Collections.Immutable;
using System.Text;

namespace Redoubt.Evidence.Schema;

/// <summary>Reads one type: its fields, what is required, and the keys of lists, from all texts together.</summary>
internal sealed class TypeReader(IReadOnlyList<SchemaText> texts, FieldIndex index)
{
    public TypeInfo? Read(string name)
    {
        var header = "type " + name;
        var found = new List<FieldInfo>();
        var required = After($"required {name} ");
        var isKnown = false;
        foreach (var text in texts)
        {
            isKnown |= text.Has(header);
            foreach (var line in text.Block(header))
            {
                found.Add(Field(name, line, required));
            }
        }
        return isKnown ? new TypeInfo(name, [.. found]) : null;
    }

    private FieldInfo Field(string type, ReadOnlySpan<byte> line, ReadOnlySpan<byte> required)
    {
        var words = new Words(line);
        var name = words.Next();
        var text = Encoding.UTF8.GetString(name);
        var fieldType = Expression(words.Next());
        return new FieldInfo(text, fieldType, Contains(required, name), fieldType.Kind == FieldKind.List ? Keys(type, text) : [], Gone(type, text));
    }

    private ImmutableArray<string> Keys(string type, string field) =>
        After($"keys {type}.{field} ") is { IsEmpty: false } keys ? [.. Encoding.UTF8.GetString(keys).Split(' ')] : [];

    private int? Gone(string type, string field) =>
        After($"gone {type}.{field} ") is { IsEmpty: false } minor ? int.Parse(minor, System.Globalization.CultureInfo.InvariantCulture) : null;

    private ReadOnlySpan<byte> After(string prefix)
    {
        foreach (var text in texts)
        {
            if (text.After(prefix) is { IsEmpty: false } found)
            {
                return found;
            }
        }

        return default;
    }

    private FieldType Expression(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("list("u8))
        {
            return FieldType.ListOf(Expression(text[5..^1]));
        }

        if (text.StartsWith("map("u8))
        {
            return FieldType.MapOf(Expression(text[4..^1]));
        }

        if (char.IsAsciiLetterUpper((char)text[0]))
        {
            return Named(Encoding.UTF8.GetString(text));
        }

        return FieldType.Scalar(text switch
        {
            _ when text.SequenceEqual("string"u8) => FieldKind.String,
            _ when text.SequenceEqual("int32"u8) => FieldKind.Int32,
            _ when text.SequenceEqual("int64"u8) => FieldKind.Int64,
            _ when text.SequenceEqual("double"u8) => FieldKind.Double,
            _ when text.SequenceEqual("bool"u8) => FieldKind.Bool,
            _ when text.SequenceEqual("quantity"u8) => FieldKind.Quantity,
            _ when text.SequenceEqual("int-or-string"u8) => FieldKind.IntOrString,
            _ when text.SequenceEqual("time"u8) => FieldKind.Time,
            _ when text.SequenceEqual("bytes"u8) => FieldKind.Bytes,
            _ => FieldKind.Any,
        });
    }

    private FieldType Named(string name) => FieldType.ObjectOf(() => index.Type(name));

    private static bool Contains(ReadOnlySpan<byte> words, ReadOnlySpan<byte> word)
    {
        var rest = new Words(words);
        for (var next = rest.Next(); !next.IsEmpty; next = rest.Next())
        {
            if (next.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }
}
