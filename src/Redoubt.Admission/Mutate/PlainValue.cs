using System.Globalization;
using Redoubt.Cel;

namespace Redoubt.Admission.Mutate;

/// <summary>A CEL value as the JSON that it is written as: an error where there is no such JSON. What is not known stays unknown.</summary>
internal static class PlainValue
{
    private const double Exact = 9007199254740992;

    public static CelValue Of(CelValue value) => Of(value, "");

    /// <summary>The value of an apply configuration: an object of another type than the field that it is put in is an error.</summary>
    public static CelValue OfObject(CelValue value) => Of(value, "Object");

    private static CelValue Of(CelValue value, string type) => value.Kind switch
    {
        CelKind.Null or CelKind.Bool or CelKind.Int or CelKind.String or CelKind.Unknown => value,
        CelKind.Uint => value.AsUint() <= long.MaxValue ? CelValue.Int((long)value.AsUint()) : value,
        CelKind.Double => OfDouble(value.AsDouble()),
        CelKind.Bytes => CelValue.String(Convert.ToBase64String(value.AsBytes())),
        CelKind.Timestamp or CelKind.Duration => CelValue.String(Text(value)),
        CelKind.List => OfList(value, type),
        CelKind.Map when type.Length > 0 && value.ObjectType?.Name is { } own && own != type => CelValue.Error(
            $"type mismatch: unexpected type name \"{own}\", expected \"{type}\", which matches field name path from root Object type"),
        CelKind.Map => OfMap(value, value.ObjectType is not null ? type : ""),
        _ => CelValue.Error($"a value of type {value.RuntimeType} cannot be written as JSON"),
    };

    // JSON has one kind of number: a whole one is read back as an integer.
    private static CelValue OfDouble(double number) =>
        !double.IsFinite(number) ? CelValue.Error($"{number.ToString(CultureInfo.InvariantCulture)} cannot be written as JSON")
        : number == Math.Truncate(number) && Math.Abs(number) <= Exact ? CelValue.Int((long)number)
        : CelValue.Double(number);

    private static string Text(CelValue value) => value.Kind == CelKind.Duration
        ? (value.AsDuration() / 1e9m).ToString("0.#########", CultureInfo.InvariantCulture) + "s"
        : DateTimeOffset.FromUnixTimeSeconds(value.AsTimestamp().Seconds).AddTicks(value.AsTimestamp().Nanoseconds / 100)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static CelValue OfList(CelValue list, string type)
    {
        var items = new List<CelValue>();
        foreach (var item in list.Items)
        {
            var plain = Of(item, type);
            if (plain.Kind == CelKind.Error)
            {
                return plain;
            }

            items.Add(plain);
        }

        return CelValue.List([.. items]);
    }

    private static CelValue OfMap(CelValue map, string type)
    {
        var entries = new List<(string, CelValue)>();
        for (var fields = map.Items; fields.MoveNext();)
        {
            if (fields.Current.IsRest)
            {
                continue;
            }

            var plain = Of(fields.CurrentValue, type.Length == 0 ? "" : $"{type}.{(fields.Current.Kind == CelKind.String ? fields.Current.AsString() : "")}");
            if (plain.Kind == CelKind.Error)
            {
                return plain;
            }

            entries.Add((fields.Current.Kind == CelKind.String ? fields.Current.AsString() : fields.Current.ToString(), plain));
        }

        // Only the map itself can say what it does not know.
        return map.Count < 0 ? ChangedMap.With(map, entries) : CelValue.Map([.. entries]);
    }
}
