using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Redoubt.Yaml.Tests;

/// <summary>JSON as Go's encoder writes it: keys sorted by their bytes, <c>&lt;&gt;&amp;</c> escaped, the shortest floats.</summary>
internal static class GoJson
{
    public static void AppendString(StringBuilder target, ReadOnlySpan<char> text)
    {
        target.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => target.Append("\\\""),
                '\\' => target.Append("\\\\"),
                '\n' => target.Append("\\n"),
                '\r' => target.Append("\\r"),
                '\t' => target.Append("\\t"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => target.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => target.Append(c),
            };
        }

        target.Append('"');
    }

    public static string Number(double value)
    {
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0" : "0";
        }

        var size = Math.Abs(value);
        var parsed = decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        if (size is >= 1e-6 and < 1e21)
        {
            return digits.Contains('E') || !parsed ? Plain(digits) : digits;
        }

        var mark = digits.IndexOf('E');
        if (mark < 0)
        {
            return Scientific(digits);
        }

        var exponent = digits[(mark + 1)..];
        var sign = exponent[0] == '-' ? "-" : "+";
        return $"{digits[..mark]}e{sign}{exponent.TrimStart('+', '-').TrimStart('0')}";
    }

    /// <summary>A JSON text with sorted keys, the last of equal ones, and numbers as the suite says to compare them.</summary>
    public static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 20_000 });
        var target = new StringBuilder();
        Write(target, document.RootElement);
        return target.ToString();
    }

    private static string Plain(string digits)
    {
        var mark = digits.IndexOf('E');
        var mantissa = digits[..mark];
        var negative = mantissa.StartsWith('-');
        mantissa = mantissa.TrimStart('-');
        var exponent = int.Parse(digits[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa.Remove(point, 1);
        var place = (point < 0 ? mantissa.Length : point) + exponent;
        var plain = place <= 0 ? "0." + new string('0', -place) + whole
            : place >= whole.Length ? whole + new string('0', place - whole.Length)
            : whole.Insert(place, ".");
        return negative ? "-" + plain : plain;
    }

    private static string Scientific(string digits)
    {
        var negative = digits.StartsWith('-');
        var significant = digits.TrimStart('-').Replace(".", "", StringComparison.Ordinal).TrimStart('0').TrimEnd('0');
        var value = double.Parse(digits, CultureInfo.InvariantCulture);
        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var mantissa = significant.Length == 1 ? significant : significant[0] + "." + significant[1..];
        return $"{(negative ? "-" : "")}{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
    }

    private static void Write(StringBuilder target, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var pairs = new SortedDictionary<string, JsonElement>(ByBytes.Order);
                foreach (var pair in element.EnumerateObject())
                {
                    pairs[JsonText(pair)] = pair.Value;
                }

                target.Append('{');
                var comma = "";
                foreach (var (key, value) in pairs)
                {
                    target.Append(comma);
                    AppendString(target, key);
                    target.Append(':');
                    Write(target, value);
                    comma = ",";
                }

                target.Append('}');
                break;
            case JsonValueKind.Array:
                target.Append('[');
                var separator = "";
                foreach (var item in element.EnumerateArray())
                {
                    target.Append(separator);
                    Write(target, item);
                    separator = ",";
                }

                target.Append(']');
                break;
            case JsonValueKind.String:
                AppendString(target, JsonText(element));
                break;
            case JsonValueKind.Number:
                target.Append(CanonicalNumber(element.GetRawText()));
                break;
            default:
                target.Append(element.GetRawText());
                break;
        }
    }

    // A lone surrogate in an escape makes GetString throw; such rows are compared with U+FFFD.
    private static string JsonText(JsonElement element) => element.GetString()!;

    private static string JsonText(JsonProperty property) => property.Name;

    private static string CanonicalNumber(string token)
    {
        if (token.AsSpan().ContainsAny(".eE") || token == "-0")
        {
            return Number(double.Parse(token, CultureInfo.InvariantCulture));
        }

        var isInteger = long.TryParse(token, CultureInfo.InvariantCulture, out _) || ulong.TryParse(token, CultureInfo.InvariantCulture, out _);
        return isInteger ? token : Number(double.Parse(token, CultureInfo.InvariantCulture));
    }

    /// <summary>Go sorts keys by their UTF-8 bytes, which is by code points.</summary>
    public sealed class ByBytes : IComparer<string>
    {
        public static readonly ByBytes Order = new();

        public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
