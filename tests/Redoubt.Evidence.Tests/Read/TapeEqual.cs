using System.Globalization;
using System.Text.Json;

namespace Redoubt.Evidence.Tests.Read;

/// <summary>Compares a value with JSON by what they mean. Not by recursion: the suite nests deeply.</summary>
internal static class TapeEqual
{
    public static bool ToJson(Node node, JsonElement json)
    {
        var open = new Stack<(Node, JsonElement)>();
        open.Push((node, json));
        while (open.TryPop(out var pair))
        {
            if (!Same(pair.Item1, pair.Item2, open))
            {
                return false;
            }
        }
        return true;
    }

    private static bool Same(Node node, JsonElement json, Stack<(Node, JsonElement)> open)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null: return node.Kind == NodeKind.Null;
            case JsonValueKind.True: return node.IsTrue;
            case JsonValueKind.False: return node.IsFalse;
            case JsonValueKind.String: return node.Is(json.GetString());
            case JsonValueKind.Number: return SameNumber(node, json.GetRawText());
            case JsonValueKind.Array:
                if (node.Kind != NodeKind.List || node.Count != json.GetArrayLength())
                {
                    return false;
                }

                var index = 0;
                foreach (var item in json.EnumerateArray())
                {
                    open.Push((node[index++], item));
                }

                return true;
            default:
                // Of two equal keys the last counts, on either side.
                var fields = json.EnumerateObject().GroupBy(field => field.Name).ToDictionary(field => field.Key, field => field.Last().Value);
                foreach ((var name, var value) in fields)
                {
                    open.Push((node[name], value));
                }

                return node.Kind == NodeKind.Map && node.Count >= fields.Count;
        }
    }

    private static bool SameNumber(Node node, string text)
    {
        var whole = text.AsSpan().IndexOfAny(".eE") < 0;
        if (whole && long.TryParse(text, CultureInfo.InvariantCulture, out var number) && node.Kind == NodeKind.Int)
        {
            return node.Int == number && text != "-0";
        }

        if (whole && ulong.TryParse(text, CultureInfo.InvariantCulture, out var large) && node.Kind == NodeKind.UInt)
        {
            return node.UInt == large;
        }

        var expected = double.Parse(text, CultureInfo.InvariantCulture);
        return node.Kind switch
        {
            NodeKind.Double => BitConverter.DoubleToInt64Bits(node.Double) == BitConverter.DoubleToInt64Bits(expected),
            NodeKind.Int => !whole && node.Int == expected,
            _ => false,
        };
    }
}
