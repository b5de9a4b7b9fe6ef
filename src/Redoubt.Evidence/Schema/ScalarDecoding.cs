using System.Buffers.Text;
using System.Globalization;
using Redoubt.Evidence.Quantities;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence.Schema;

/// <summary>Turns one scalar into what the API server makes of it; says why not if the server refuses it.</summary>
internal static class ScalarDecoding
{
    /// <summary>Changes the row in place. A text that is not in the file goes into <paramref name="texts"/>.</summary>
    /// <returns>Null, or why the value is refused; the row is as it was then.</returns>
    public static string? Decode(Tape tape, int at, FieldType type, ref List<string>? texts)
    {
        ref var row = ref tape.Writable(at);
        switch (type.Kind)
        {
            case FieldKind.Int32:
            case FieldKind.Int64:
                return Integer(ref row, type, type.Kind == FieldKind.Int32);
            case FieldKind.IntOrString:
                return row.Kind == NodeKind.String ? null : Integer(ref row, type, narrow: true);
            case FieldKind.Double:
                return Double(ref row, type);
            case FieldKind.Quantity:
                return Quantity(tape, at, type, ref texts);
            case FieldKind.Bool:
                return row.Kind == NodeKind.Bool ? null : DecodingReasons.WrongType(type, row.Kind, Unquote(tape, at));
            case FieldKind.String:
                return row.Kind == NodeKind.String ? null : DecodingReasons.WrongType(type, row.Kind, Quote(row.Kind));
        }
        if (row.Kind != NodeKind.String)
        {
            return DecodingReasons.WrongType(type, row.Kind);
        }

        var taken = type.Kind == FieldKind.Time ? TimeText.IsTime(tape.ValueText(at)) : IsBase64(tape.ValueText(at));
        return taken ? null : DecodingReasons.NotWritten(type);
    }

    /// <summary>Puts the zero value of the type in place of a null, which a list or a map does not lose.</summary>
    public static void Zero(ref Row row, FieldType type, int end, ref List<string>? texts, int textCount)
    {
        (row.Kind, row.Payload) = type.Kind switch
        {
            FieldKind.Int32 or FieldKind.Int64 or FieldKind.IntOrString => (NodeKind.Int, 0L),
            FieldKind.Double => (NodeKind.Double, 0L),
            FieldKind.Bool => (NodeKind.Bool, 0L),
            FieldKind.List => (NodeKind.List, Row.Pack(end, 0)),
            FieldKind.Map or FieldKind.Object => (NodeKind.Map, Row.Pack(end, 0)),
            _ => (NodeKind.String, Row.Pack(0, 0)),
        };
        if (type.Kind == FieldKind.Quantity)
        {
            SetText(ref row, "0", ref texts, textCount);
        }
    }

    private static string? Integer(ref Row row, FieldType type, bool narrow)
    {
        // kubectl sends a number without a fraction as an integer, however it was written.
        if (row.Kind == NodeKind.Double)
        {
            var number = BitConverter.Int64BitsToDouble(row.Payload);
            if (number != Math.Floor(number))
            {
                return DecodingReasons.Fraction(type.Kind);
            }

            if (number is < -9223372036854775808.0 or >= 9223372036854775808.0)
            {
                return DecodingReasons.TooLarge(type.Kind);
            }

            (row.Kind, row.Payload) = (NodeKind.Int, (long)number);
        }
        if (row.Kind == NodeKind.UInt || (narrow && row.Kind == NodeKind.Int && row.Payload != (int)row.Payload))
        {
            return DecodingReasons.TooLarge(type.Kind);
        }

        return row.Kind == NodeKind.Int ? null : DecodingReasons.WrongType(type, row.Kind);
    }

    private static string? Double(ref Row row, FieldType type)
    {
        if (row.Kind == NodeKind.Int)
        {
            row.Payload = BitConverter.DoubleToInt64Bits(row.Payload);
        }
        else if (row.Kind == NodeKind.UInt)
        {
            row.Payload = BitConverter.DoubleToInt64Bits((ulong)row.Payload);
        }
        else if (row.Kind != NodeKind.Double)
        {
            return DecodingReasons.WrongType(type, row.Kind);
        }

        row.Kind = NodeKind.Double;
        return null;
    }

    private static string? Quantity(Tape tape, int at, FieldType type, ref List<string>? texts)
    {
        ref var row = ref tape.Writable(at);
        string? canonical;
        switch (row.Kind)
        {
            case NodeKind.String when QuantityText.IsCanonical(tape.ValueText(at)):
                return null;
            case NodeKind.String:
                canonical = Quantities.Quantity.Canonical(tape.ValueText(at).Trim().ToString());
                break;
            case NodeKind.Int:
                canonical = Quantities.Quantity.Canonical(row.Payload.ToString(CultureInfo.InvariantCulture));
                break;
            case NodeKind.UInt:
                canonical = Quantities.Quantity.Canonical(((ulong)row.Payload).ToString(CultureInfo.InvariantCulture));
                break;
            case NodeKind.Double:
                canonical = Quantities.Quantity.Canonical(BitConverter.Int64BitsToDouble(row.Payload).ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                return DecodingReasons.WrongType(type, row.Kind);
        }
        if (canonical is null)
        {
            return DecodingReasons.NotWritten(type);
        }

        SetText(ref row, canonical, ref texts, tape.TextCount);
        return null;
    }

    private static void SetText(ref Row row, string text, ref List<string>? texts, int textCount)
    {
        var written = (row.Flags & RowFlags.TextAside) != 0 ? row.Low : row.Length;
        row.Kind = NodeKind.String;
        row.Flags |= RowFlags.TextAside;
        texts ??= [];
        row.Payload = Row.Pack(textCount + texts.Count, written);
        texts.Add(text);
    }

    // Go's decoder passes over line breaks, and over nothing else.
    private static bool IsBase64(ReadOnlySpan<char> text) => text.IndexOfAny(' ', '\t') < 0 && Base64.IsValid(text);

    private static string? Unquote(Tape tape, int at) =>
        tape.At(at).Kind == NodeKind.String && tape.ValueText(at) is "true" or "false" ? "take the quotes away" : null;

    private static string? Quote(NodeKind kind) =>
        kind is NodeKind.Int or NodeKind.UInt or NodeKind.Double or NodeKind.Bool ? "put it in quotes" : null;
}
