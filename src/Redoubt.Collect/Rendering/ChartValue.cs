using System.Globalization;
using System.Text.Json;
using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering;

/// <summary>One scalar of a chart's values, and how it is changed to see where it shows.</summary>
internal sealed class ChartValue
{
    /// <summary>A shorter text stands in too many others.</summary>
    private const int ShortestPart = 2;

    private readonly Node _value;
    private readonly string[] _subcharts;
    private readonly string _text;
    private readonly string _changed;

    private ChartValue(string file, Node value, string[] subcharts)
    {
        _value = value;
        _subcharts = subcharts;
        _text = Text(value);
        _changed = Change(value);
        Key = new ValueKey(file, value.KeyPosition.Line, string.Join('.', [.. subcharts, value.Path]));
    }

    /// <summary>Where it stands.</summary>
    public ValueKey Key { get; }

    /// <summary>Every scalar of the values: the user's files, the last first, then the chart's own, then its subcharts'. Of equal keys the first counts.</summary>
    public static IEnumerable<ChartValue> Of(HelmResult chart, IReadOnlyList<string> files)
    {
        IEnumerable<(string Name, string FullPath, string[] Subcharts)> own = chart.Folder.ValuesFiles()
            .Select(file => (Parts: Path.GetDirectoryName(file.Relative)!.Split('/', StringSplitOptions.RemoveEmptyEntries), file.Relative, file.FullPath))
            .Where(file => file.Parts.Length % 2 == 0 && file.Parts.Where((_, at) => at % 2 == 0).All(part => part == "charts"))
            .OrderBy(file => file.Parts.Length)
            .Select(file => (chart.Chart.NameOf(file.Relative), file.FullPath, file.Parts.Select((part, at) => at % 2 == 1 ? chart.Folder.ChartName(string.Join('/', file.Parts[..(at + 1)]), part) : "").Where(name => name.Length > 0).ToArray()));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach ((var name, var fullPath, var subcharts) in files.Reverse().Select(file => (file, file, Array.Empty<string>())).Concat(own))
        {
            foreach (var node in Values.Below(Values.Read(fullPath)).Where(IsScalar))
            {
                var value = new ChartValue(name, node, subcharts);
                if (seen.Add(value.Key.Key))
                {
                    yield return value;
                }
            }
        }
    }

    /// <summary>A scalar as text.</summary>
    public static string Text(Node node) => node.Kind switch
    {
        NodeKind.String => node.AsString()!,
        NodeKind.Bool => node.IsTrue ? "true" : "false",
        NodeKind.Int => node.Int.ToString(CultureInfo.InvariantCulture),
        NodeKind.UInt => node.UInt.ToString(CultureInfo.InvariantCulture),
        NodeKind.Double => node.Double.ToString("R", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>Whether a value is one, and neither a list nor nothing.</summary>
    public static bool IsScalar(Node node) => node.Kind is NodeKind.String or NodeKind.Bool or NodeKind.Int or NodeKind.UInt or NodeKind.Double;

    /// <summary>How likely a rendered value came from this one: equal before contained, and the same last name before any other; 0 for not at all.</summary>
    public int Rank(Node rendered)
    {
        var equal = Text(rendered) == _text;
        var contained = _text.Length >= ShortestPart && rendered.Kind == NodeKind.String && rendered.Text.Contains(_text, StringComparison.Ordinal);
        var name = _value.HasKey && rendered.HasKey && _value.Key.Equals(rendered.Key, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        return equal || contained ? 1 + (2 * name) + (equal ? 1 : 0) : 0;
    }

    /// <summary>Whether the change shows: the rendered value was without it, and has it now.</summary>
    public bool Shows(Node before, Node after) => IsScalar(after) && !Has(before) && Has(after);

    /// <summary>Writes values in which nothing is said but this one, otherwise than it was; lists are written whole, as Helm merges none.</summary>
    public void WriteChange(Utf8JsonWriter json)
    {
        var top = _value;
        while (top.Parent.Parent.Exists)
        {
            top = top.Parent;
        }

        foreach (var name in _subcharts)
        {
            json.WriteStartObject();
            json.WritePropertyName(name);
        }
        json.WriteStartObject();
        json.WritePropertyName(top.Key);
        Values.Write(json, top, _value, _value.Kind == NodeKind.String ? $"\"{JsonEncodedText.Encode(_changed)}\"" : _changed);
        json.WriteEndObject();
        foreach (var _ in _subcharts)
        {
            json.WriteEndObject();
        }
    }

    private static string Change(Node value) => value.Kind switch
    {
        NodeKind.String => value.AsString() + "-changed",
        NodeKind.Bool => value.IsTrue ? "false" : "true",
        NodeKind.Int when value.Int < long.MaxValue => (value.Int + 1).ToString(CultureInfo.InvariantCulture),
        _ => "1",
    };

    private bool Has(Node rendered) =>
        Text(rendered) == _changed || (rendered.Kind == NodeKind.String && rendered.Text.Contains(_changed, StringComparison.Ordinal));
}
