using System.Globalization;
using System.Text;

namespace Redoubt.Evidence.Tests.Read;

/// <summary>Writes a value as the Go encoder of Kubernetes' reader does, so that texts can be compared.</summary>
internal static class TapeJson
{
    public static string Write(Node node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    /// <summary>Digits as Go writes a 64-bit float: plain from 1e-6 to 1e21, else with an exponent of at least one digit.</summary>
    public static string Number(double value)
    {
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0" : "0";
        }

        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var size = Math.Abs(value);
        if (size is >= 1e-6 and < 1e21)
        {
            return shortest.Contains('E') ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.#############################", CultureInfo.InvariantCulture) : shortest;
        }

        if (!shortest.Contains('E'))
        {
            shortest = value.ToString("0.################E+0", CultureInfo.InvariantCulture);
        }

        (var digits, var exponent) = (shortest[..shortest.IndexOf('E')], shortest[(shortest.IndexOf('E') + 1)..]);
        return $"{digits}e{exponent[0]}{exponent[1..].TrimStart('0')}";
    }

    private static void Write(Node node, StringBuilder text)
    {
        switch (node.Kind)
        {
            case NodeKind.Null: text.Append("null"); break;
            case NodeKind.Bool: text.Append(node.IsTrue ? "true" : "false"); break;
            case NodeKind.Int: text.Append(node.Int); break;
            case NodeKind.UInt: text.Append(node.UInt); break;
            case NodeKind.Double: text.Append(Number(node.Double)); break;
            case NodeKind.String: WriteText(node.AsString()!, text); break;
            case NodeKind.List: WriteList(node, text); break;
            case NodeKind.Map: WriteMap(node, text); break;
            default: throw new InvalidOperationException("no value");
        }
    }

    private static void WriteList(Node list, StringBuilder text)
    {
        text.Append('[');
        foreach (var item in list.Items)
        {
            text.Append(item.Index > 0 ? "," : "");
            Write(item, text);
        }
        text.Append(']');
    }

    private static void WriteMap(Node map, StringBuilder text)
    {
        var fields = new List<(string Key, Node Value)>();
        foreach (var field in map.Fields)
        {
            fields.Add((field.Key.ToString(), field));
        }

        fields.Sort((left, right) => Encoding.UTF8.GetBytes(left.Key).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right.Key)));
        text.Append('{');
        for (var at = 0; at < fields.Count; at++)
        {
            text.Append(at > 0 ? "," : "");
            WriteText(fields[at].Key, text);
            Write(fields[at].Value, text.Append(':'));
        }
        text.Append('}');
    }

    private static void WriteText(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            text.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '<' or '>' or '&' or '\u2028' or '\u2029' or < ' ' => $"\\u{(int)letter:x4}",
                _ => letter.ToString(),
            });
        }
        text.Append('"');
    }
}
