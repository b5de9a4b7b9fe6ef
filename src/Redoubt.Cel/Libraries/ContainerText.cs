using System.Text;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Libraries;

/// <summary>Writes one value of a list or map; false where it has no text.</summary>
internal delegate bool ShowValue(in CelValue value, StringBuilder text);

/// <summary>Lists and maps as <c>format</c> writes them: maps in the order of their keys' texts.</summary>
internal static class ContainerText
{
    /// <summary>Writes a list; false where one of its elements has no text.</summary>
    public static bool List(in CelValue list, ShowValue show, StringBuilder text)
    {
        text.Append('[');
        var first = true;
        foreach (var item in list.Items)
        {
            text.Append(first ? "" : ", ");
            if (!show(item, text))
            {
                return false;
            }

            first = false;
        }
        text.Append(']');
        return true;
    }

    /// <summary>Writes a map with what stands between key and value; false where one of them has no text.</summary>
    public static bool Map(in CelValue map, ShowValue show, string between, StringBuilder text)
    {
        List<(string Key, string Value)> entries = [];
        for (var items = map.Items; items.MoveNext();)
        {
            var (key, value) = (new StringBuilder(), new StringBuilder());
            if (!show(items.Current, key) || !show(items.CurrentValue, value))
            {
                return false;
            }

            entries.Add((key.ToString(), value.ToString()));
        }
        entries.Sort((left, right) => Ordering.CompareText(left.Key, right.Key));
        text.Append('{').AppendJoin(", ", entries.Select(entry => entry.Key + between + entry.Value)).Append('}');
        return true;
    }
}
