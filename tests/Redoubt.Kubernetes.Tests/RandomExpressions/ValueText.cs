using System.Globalization;
using System.Text;
using Redoubt.Cel;

namespace Redoubt.Kubernetes.Tests.RandomExpressions;

/// <summary>A value as the suite writes it.</summary>
internal static class ValueText
{
    public static string Of(in CelValue value) => value.Kind switch
    {
        CelKind.Null => "null",
        CelKind.Bool => value.AsBool() ? "true" : "false",
        CelKind.Int => value.AsInt().ToString(CultureInfo.InvariantCulture),
        CelKind.Uint => value.AsUint().ToString(CultureInfo.InvariantCulture) + "u",
        CelKind.Double => "d:" + (double.IsNaN(value.AsDouble()) ? "nan" : BitConverter.DoubleToUInt64Bits(value.AsDouble()).ToString("x16", CultureInfo.InvariantCulture)),
        CelKind.String => "s:" + Convert.ToBase64String(Encoding.UTF8.GetBytes(value.AsString())),
        CelKind.Bytes => "b:" + Convert.ToBase64String(value.AsBytes()),
        CelKind.Duration => "dur:" + value.AsDuration().ToString(CultureInfo.InvariantCulture),
        CelKind.Timestamp => string.Create(CultureInfo.InvariantCulture, $"ts:{value.AsTimestamp().Seconds}.{value.AsTimestamp().Nanoseconds:d9}"),
        CelKind.Optional => value.HasContent ? $"opt({Of(value.AsOptional())})" : "none",
        CelKind.Type => "type:" + value.AsType().Name,
        CelKind.List => $"[{string.Join(',', Items(value))}]",
        CelKind.Map when value.ObjectType is { } type => $"{type.Name}{{{string.Join(',', Fields(value).Order(StringComparer.Ordinal))}}}",
        CelKind.Map => $"{{{string.Join(',', Entries(value).Order(StringComparer.Ordinal))}}}",
        CelKind.Opaque => $"opaque:{value.AsOpaque().Type.Name}:{value.AsOpaque()}",
        _ => value.ToString(),
    };

    private static List<string> Items(in CelValue list)
    {
        var items = new List<string>();
        foreach (var item in list.Items)
        {
            items.Add(Of(item));
        }

        return items;
    }

    private static List<string> Fields(in CelValue value)
    {
        var fields = new List<string>();
        for (var items = value.Items; items.MoveNext();)
        {
            fields.Add($"{items.Current.AsString()}={Of(items.CurrentValue)}");
        }

        return fields;
    }

    private static List<string> Entries(in CelValue map)
    {
        var entries = new List<string>();
        for (var items = map.Items; items.MoveNext();)
        {
            entries.Add($"{Of(items.Current)}={Of(items.CurrentValue)}");
        }

        return entries;
    }
}
