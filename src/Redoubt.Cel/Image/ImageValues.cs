using Redoubt.Cel.Values;

namespace Redoubt.Cel.Image;

/// <summary>Constants in an image: literals, and what planning has computed of them.</summary>
internal static class ImageValues
{
    private const int MostDepth = 100;

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="tables">Takes its strings.</param>
    /// <param name="value">The value.</param>
    /// <returns>False for a value that has no place in an image; then what was written is to be thrown away.</returns>
    public static bool TryWrite(BinaryWriter writer, ImageTables tables, CelValue value)
    {
        if (value.IsSourced)
        {
            return false;
        }

        writer.Write((byte)value.Kind);
        switch (value.Kind)
        {
            case CelKind.Absent or CelKind.Null:
                return true;
            case CelKind.Bool:
                writer.Write(value.AsBool());
                return true;
            case CelKind.Int or CelKind.Uint or CelKind.Double or CelKind.Duration:
                writer.Write(value.Bits);
                return true;
            case CelKind.String:
                writer.Write7BitEncodedInt(tables.Number(value.AsString()));
                return true;
            case CelKind.Bytes:
                writer.Write7BitEncodedInt(value.AsBytes().Length);
                writer.Write(value.AsBytes());
                return true;
            case CelKind.Type:
                writer.Write7BitEncodedInt(tables.Number(value.AsType()));
                return true;
            case CelKind.Timestamp when value.Offset is null:
                writer.Write(value.AsTimestamp().Seconds);
                writer.Write7BitEncodedInt(value.AsTimestamp().Nanoseconds);
                return true;
            case CelKind.Optional:
                writer.Write(value.HasContent);
                return !value.HasContent || TryWrite(writer, tables, value.AsOptional());
            case CelKind.List:
                return TryWriteAll(writer, tables, value.Array);
            case CelKind.Map when value.ObjectType is null:
                return TryWriteAll(writer, tables, value.MapReference.Keys) && TryWriteAll(writer, tables, value.MapReference.Values);
            default:
                return false;
        }
    }

    /// <summary>Reads a value.</summary>
    /// <param name="cursor">Where it lies.</param>
    /// <param name="words">Has the strings and types.</param>
    /// <param name="depth">In how many others it lies.</param>
    /// <exception cref="InvalidDataException">The image is damaged.</exception>
    public static CelValue Read(ref ImageCursor cursor, ImageWords words, int depth = 0) => (CelKind)cursor.Byte() switch
    {
        CelKind.Absent => default,
        CelKind.Null => CelValue.Null,
        CelKind.Bool => CelValue.Bool(cursor.Flag()),
        CelKind.Int => CelValue.Int(cursor.Long()),
        CelKind.Uint => CelValue.Uint((ulong)cursor.Long()),
        CelKind.Double => CelValue.Double(BitConverter.Int64BitsToDouble(cursor.Long())),
        CelKind.Duration => CelValue.Duration(cursor.Long()),
        CelKind.Timestamp => CelValue.Timestamp(cursor.Long(), cursor.Number()),
        CelKind.Optional when depth < MostDepth => cursor.Flag() ? CelValue.Optional(Read(ref cursor, words, depth + 1)) : CelValue.None,
        CelKind.String => CelValue.String(words.Text(cursor.Number())),
        CelKind.Bytes => CelValue.Bytes(cursor.Take(cursor.Count()).ToArray()),
        CelKind.Type => CelValue.Type(words.Type(cursor.Number())),
        CelKind.List when depth < MostDepth => CelValue.List(ReadAll(ref cursor, words, depth)),
        CelKind.Map when depth < MostDepth => ReadMap(ref cursor, words, depth),
        _ => throw ImageCursor.Damage("a value is of no kind"),
    };

    private static bool TryWriteAll(BinaryWriter writer, ImageTables tables, CelValue[] values)
    {
        writer.Write7BitEncodedInt(values.Length);
        return Array.TrueForAll(values, value => TryWrite(writer, tables, value));
    }

    private static CelValue[] ReadAll(ref ImageCursor cursor, ImageWords words, int depth)
    {
        var values = new CelValue[cursor.Count()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Read(ref cursor, words, depth + 1);
        }

        return values;
    }

    private static CelValue ReadMap(ref ImageCursor cursor, ImageWords words, int depth)
    {
        var keys = ReadAll(ref cursor, words, depth);
        var values = ReadAll(ref cursor, words, depth);
        var map = keys.Length == values.Length ? MapValue.Create(keys, values, anyKeys: true) : default;
        return map.Kind == CelKind.Map ? map : throw ImageCursor.Damage("a map is none");
    }
}
