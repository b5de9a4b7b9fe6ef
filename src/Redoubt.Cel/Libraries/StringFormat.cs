using System.Globalization;
using System.Text;
using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries;

/// <summary>`'%s has %d'.format([x, y])`, with the clauses s, d, f, e, b, o, x and X of cel-go's <c>ext.Strings</c>.</summary>
internal static class StringFormat
{
    private const int DefaultPrecision = 6;
    private const int LargestPrecision = 1000;

    public delegate bool Writer(char clause, int precision, in CelValue value, StringBuilder text);

    public static CelFunction Function { get; } = Declared(
        Clause,
        Example("'%s has %d, %%'.format(['a', 2])", "'a has 2, %'"),
        Example("'%.3f'.format([1.2345])", "'1.234'"),
        Example("'%e'.format([1052.032911275])", "'1.052033e+03'"),
        Example("'%x %X %b %o'.format([30, 'Hi', true, 11])", "'1e 4869 1 13'"),
        Example("'%s'.format([{'b': [1.5, null], 'a': duration('2h')}])", "'{a: 7200s, b: [1.5, null]}'"),
        Example("'%d'.format(['a'])", null),
        Example("'%d'.format([])", null));

    /// <summary>As it was before version 4.</summary>
    public static CelFunction Localized { get; } = Declared(
        LocalizedFormat.Clause,
        Example("'%f'.format([1234.5])", "'1,234.500000'"),
        Example("'%e'.format([3.14])", "'3.140000×10⁰⁰'"),
        Example("'%s'.format([['a', 1.5, {'k': null}]])", "'[\"a\", 1.500000, {\"k\":null}]'"),
        Example("'%f'.format([1])", null));

    private static CelFunction Declared(Writer write, params ReadOnlySpan<CelExample> examples) => Declare.Function(
        "format",
        "The text with each % clause replaced by the next element of a list.",
        [
            Receiver(
                "string_format", CelType.String, CelType.AnyList, CelType.String, (in format, in list) => Format(format, list, write), StringsLibrary.ReadCost,
                operands => new(operands[0].Traversal)),
        ],
        [.. examples]);

    private static CelValue Format(in CelValue format, in CelValue list, Writer write)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown))
        {
            return unknown;
        }

        var rest = format.AsSpan();
        var text = new StringBuilder(rest.Length);
        var next = 0;
        while (rest.IndexOf('%') is var at and >= 0)
        {
            text.Append(rest[..at]);
            rest = rest[(at + 1)..];
            if (rest is ['%', ..])
            {
                text.Append('%');
                rest = rest[1..];
                continue;
            }
            if (!Precision(ref rest, out var precision) || rest.IsEmpty)
            {
                return CelValue.Error("the format ends within a clause, or its precision is no number up to 1000");
            }

            if (next == items.Length)
            {
                return CelValue.Error($"the format has more clauses than there are values: {items.Length}");
            }

            if (!write(rest[0], precision, items[next], text))
            {
                return CelValue.Error($"the clause `%{rest[0]}` does not take {items[next].RuntimeType}");
            }

            next++;
            rest = rest[1..];
        }
        return CelValue.String(text.Append(rest).ToString());
    }

    private static bool Precision(ref ReadOnlySpan<char> text, out int precision)
    {
        precision = DefaultPrecision;
        if (text is not ['.', ..])
        {
            return true;
        }

        var digits = 1;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        var read = int.TryParse(text[1..digits], NumberStyles.None, CultureInfo.InvariantCulture, out precision);
        text = text[digits..];
        return read && precision <= LargestPrecision;
    }

    public static bool Clause(char clause, int precision, in CelValue value, StringBuilder text)
    {
        var number = Ordering.IsNumber(value);
        switch (clause)
        {
            case 's':
                return Show(value, text);
            case 'd' when number:
                text.Append(value.Kind == CelKind.Double ? Text.ShowPlain(value.AsDouble()) : Digits(value, 10));
                return true;
            case 'f' or 'e' when number:
                var exact = Conversion.Number(value);
                text.Append(clause == 'f' ? DoubleText.Fixed(exact, precision) : DoubleText.Scientific(exact, precision));
                return true;
            case 'b' when value.Kind is CelKind.Int or CelKind.Uint or CelKind.Bool:
                text.Append(Digits(value, 2));
                return true;
            case 'o' when value.Kind is CelKind.Int or CelKind.Uint:
                text.Append(Digits(value, 8));
                return true;
            case 'x' or 'X':
                return Hexadecimal(value, clause == 'X', text);
            default:
                return false;
        }
    }

    private static string Digits(in CelValue value, int radix)
    {
        var negative = value.Kind == CelKind.Int && value.Bits < 0;
        var rest = negative ? unchecked(0UL - (ulong)value.Bits) : (ulong)value.Bits;
        Span<char> digits = stackalloc char[65];
        var at = digits.Length;
        do
        {
            digits[--at] = "0123456789abcdef"[(int)(rest % (ulong)radix)];
        }
        while ((rest /= (ulong)radix) > 0);
        if (negative)
        {
            digits[--at] = '-';
        }

        return digits[at..].ToString();
    }

    private static bool Hexadecimal(in CelValue value, bool upper, StringBuilder text)
    {
        string digits;
        switch (value.Kind)
        {
            case CelKind.Int or CelKind.Uint:
                digits = Digits(value, 16);
                break;
            case CelKind.Bytes:
                digits = Convert.ToHexStringLower(value.AsBytes());
                break;
            case CelKind.String:
                digits = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value.AsString()));
                break;
            default:
                return false;
        }
        text.Append(upper ? digits.ToUpperInvariant() : digits);
        return true;
    }

    /// <summary>The value as `%s` shows it: strings without quotes, maps by the text of their keys.</summary>
    private static bool Show(in CelValue value, StringBuilder text)
    {
        switch (value.Kind)
        {
            case CelKind.Null:
                text.Append("null");
                return true;
            case CelKind.Double:
                text.Append(Text.ShowPlain(value.AsDouble()));
                return true;
            case CelKind.Type:
                text.Append(value.AsType().Name);
                return true;
            case CelKind.Bytes:
                text.Append(Encoding.UTF8.GetString(value.AsBytes()));
                return true;
            case CelKind.List:
                return ContainerText.List(value, Show, text);
            case CelKind.Map:
                return ContainerText.Map(value, Show, ": ", text);
            case CelKind.Opaque:
                text.Append(value.AsOpaque());
                return true;
            case CelKind.Optional or CelKind.Unknown or CelKind.Error or CelKind.Absent:
                return false;
            default:
                text.Append(Conversion.ToText(value).AsSpan());
                return true;
        }
    }
}
