using System.Globalization;
using System.Text.Json;
using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering;

/// <summary>One value of a chart's, and how it is changed to see where it shows: a scalar is exchanged, a map gets a key.</summary>
internal sealed class ChartValue
{
    /// <summary>A shorter text stands in too many others.</summary>
    private const int ShortestPart = 2;

    /// <summary>A key that no chart asks for.</summary>
    public const string Mark = "redoubt";

    private readonly Node _value;
    private readonly string[] _subcharts;
    private readonly string _text;
    private readonly string _changed;

    private ChartValue(ValueKey key, Node value, string[] subcharts, string changed)
    {
        (Key, _value, _subcharts, _changed) = (key, value, subcharts, changed);
        _text = Text(value);
    }

    /// <summary>Where it stands.</summary>
    public ValueKey Key { get; }

    /// <summary>What it is changed to.</summary>
    public string Changed => _changed;

    /// <summary>The values: the user's files, the last first, then the chart's own, then its subcharts'. Of equal keys the first counts.</summary>
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
            foreach (var node in Values.Below(Values.Read(fullPath)).Where(node => IsScalar(node) || (node.HasKey && node.Kind is NodeKind.Map or NodeKind.Null)))
            {
                var key = new ValueKey(name, node.KeyPosition.Line, string.Join('.', [.. subcharts, node.Path]));
                if (seen.Add(key.Key))
                {
                    yield return new ChartValue(key, node, subcharts, IsScalar(node) ? Change(node) : "");
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

    /// <summary>Whether something can be put under it: a map, or a key that is left empty.</summary>
    public bool IsRoom => _value.Kind is NodeKind.Map or NodeKind.Null;

    /// <summary>The same value with another key under it.</summary>
    public ChartValue With(string key) => new(Key, _value, _subcharts, $"{{\"{JsonEncodedText.Encode(key)}\":\"{Mark}\"}}");

    /// <summary>
    /// What to change to see whether an absent field comes from here, and how likely it does: a room that is called as the field, or as the map that would
    /// have it, or a switch within one; 0 for not at all.
    /// </summary>
    public int Rank(AbsentField field, out ChartValue change)
    {
        change = this;
        if (!IsRoom)
        {
            return _value.IsFalse && Key.Key.Split('.').SkipLast(1).Any(step => IsCalled(step, field.Name)) ? 1 : 0;
        }

        if (IsCalled(_value.Key, field.Name))
        {
            change = With(Mark);
            return IsCalled(field.Name, _value.Key) ? 3 : 2;
        }

        change = With(field.Name);
        return field.Holder.HasKey && IsCalled(_value.Key, field.Holder.Key) ? IsCalled(field.Holder.Key, _value.Key) ? 3 : 2 : 0;
    }

    /// <summary>Charts write <c>podSecurityContext</c> for the pod's <c>securityContext</c>.</summary>
    private static bool IsCalled(ReadOnlySpan<char> key, ReadOnlySpan<char> field) => key.EndsWith(field, StringComparison.OrdinalIgnoreCase);

    /// <summary>How likely a rendered value came from this one: equal before contained, and the same last name before any other; 0 for not at all.</summary>
    public int Rank(Node rendered)
    {
        if (IsRoom)
        {
            return 0;
        }

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
