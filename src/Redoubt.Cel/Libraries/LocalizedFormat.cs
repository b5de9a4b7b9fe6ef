using System.Globalization;
using System.Text;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// The clauses of `format` as cel-go's <c>ext.Strings</c> had them before version 4: numbers as people of the United States write them, and
/// what is in a list or map as CEL would write it.
/// </summary>
internal static class LocalizedFormat
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const int ShownDigits = 6;

    /// <summary>Writes a value as a clause asks; false where the clause does not take it.</summary>
    public static bool Clause(char clause, int precision, in CelValue value, StringBuilder text)
    {
        switch (clause)
        {
            case 'd' when value.Kind == CelKind.Double:
                return false;
            case 's' when value.Kind == CelKind.Double:
                text.Append(Text.ShowDouble(value.AsDouble()));
                return true;
            case 's' when value.Kind is CelKind.List or CelKind.Map:
                return ShowInner(value, text);
            case 'f' or 'e':
                if (Number(value) is not { } number)
                {
                    return false;
                }

                text.Append(clause == 'f' ? Fixed(number, precision) : Scientific(number, precision));
                return true;
            default:
                return StringFormat.Clause(clause, precision, value, text);
        }
    }

    /// <summary>A double, or a text that names one that has no digits.</summary>
    private static double? Number(in CelValue value) => value.Kind switch
    {
        CelKind.Double => value.AsDouble(),
        CelKind.String => value.AsSpan() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => null,
        },
        _ => null,
    };

    private static string Endless(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";

    /// <summary>With a comma before every three digits of the whole part.</summary>
    private static string Fixed(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return Endless(value);
        }

        // Zero has no sign here.
        var plain = DoubleText.Fixed(value == 0 ? 0 : value, precision);
        var start = plain[0] == '-' ? 1 : 0;
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var grouped = new StringBuilder(plain);
        for (var at = (point < 0 ? plain.Length : point) - 3; at > start; at -= 3)
        {
            grouped.Insert(at, ',');
        }

        return grouped.ToString();
    }

    /// <summary>Always with six digits behind the point: the clause's precision is taken for the least width.</summary>
    private static string Scientific(double value, int width)
    {
        if (!double.IsFinite(value))
        {
            return Endless(value).PadLeft(width);
        }

        var plain = DoubleText.Scientific(value, ShownDigits);
        var at = plain.IndexOf('e', StringComparison.Ordinal);
        var text = new StringBuilder(plain, 0, at, plain.Length + 4).Append("×10").Append(plain[at + 1] == '-' ? "⁻" : "");
        foreach (var digit in plain.AsSpan(at + 2))
        {
            text.Append(Superscripts[digit - '0']);
        }

        return text.ToString().PadLeft(width);
    }

    /// <summary>What is in a list or map, as CEL would write it.</summary>
    private static bool ShowInner(in CelValue value, StringBuilder text)
    {
        switch (value.Kind)
        {
            case CelKind.String:
                text.Append(StringsLibrary.Quoted(value.AsSpan()));
                return true;
            case CelKind.Bytes:
                text.Append('b').Append(StringsLibrary.Quoted(Encoding.UTF8.GetString(value.AsBytes())));
                return true;
            case CelKind.Double:
                var number = value.AsDouble();
                text.Append(double.IsFinite(number) ? DoubleText.Fixed(number, ShownDigits) : $"\"{(double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf")}\"");
                return true;
            case CelKind.Timestamp or CelKind.Duration:
                text.Append(CultureInfo.InvariantCulture, $"{(value.Kind == CelKind.Timestamp ? "timestamp" : "duration")}(\"{Conversion.ToText(value).AsString()}\")");
                return true;
            case CelKind.List:
                return ContainerText.List(value, ShowInner, text);
            case CelKind.Map:
                return ContainerText.Map(value, ShowInner, ":", text);
            default:
                return StringFormat.Clause('s', 0, value, text);
        }
    }
}
