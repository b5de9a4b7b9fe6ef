using System.Globalization;

namespace Redoubt.Cel.Tests.Conformance;

/// <summary>Reads <c>cel.expr.Value</c> and <c>cel.expr.ExprValue</c>, and compares results with them.</summary>
internal static class ProtoValues
{
    internal static CelValue ReadBinding(ProtoMessage bound)
    {
        if (bound.Has("error"))
        {
            return CelValue.Error(string.Join("; ", bound.Message("error").All("errors").Select(error => error.Message!.Text("message"))));
        }

        if (bound.Has("unknown"))
        {
            return CelValue.Unknown(CelUnknown.Of(Ids(bound.Message("unknown")).Select(id => new CelMissing(id, "bound as unknown"))));
        }

        return Read(bound.Message("value"));
    }

    internal static IEnumerable<string> Ids(ProtoMessage unknownSet) => unknownSet.All("exprs").Select(id => id.Text);

    internal static CelValue Read(ProtoMessage value)
    {
        var (kind, field) = value.Fields[0];
        return kind switch
        {
            "null_value" => CelValue.Null,
            "bool_value" => CelValue.Bool(value.Flag(kind)),
            "int64_value" => CelValue.Int(field.Int()),
            "uint64_value" => CelValue.Uint(field.Uint()),
            "double_value" => CelValue.Double(field.Double()),
            "string_value" => CelValue.String(field.Text),
            "bytes_value" => CelValue.Bytes(field.Bytes!),
            "list_value" => CelValue.List([.. field.Message!.All("values").Select(item => Read(item.Message!))]),
            "map_value" => CelValue.Map(field.Message!.All("entries").Select(entry =>
                KeyValuePair.Create(Read(entry.Message!.Message("key")), Read(entry.Message!.Message("value"))))),
            "type_value" => CelValue.Type(TypeNamed(field.Text)),
            "object_value" => ReadAny(field.Message!),
            _ => throw new FormatException($"value `{kind}`"),
        };
    }

    private static CelType TypeNamed(string name) => name switch
    {
        "google.protobuf.Timestamp" => CelType.Timestamp,
        "google.protobuf.Duration" => CelType.Duration,
        "null_type" => CelType.Null,
        "bool" => CelType.Bool,
        "int" => CelType.Int,
        "uint" => CelType.Uint,
        "double" => CelType.Double,
        "string" => CelType.String,
        "bytes" => CelType.Bytes,
        "list" => CelType.AnyList,
        "map" => CelType.AnyMap,
        "type" => CelType.AnyType,
        _ => CelType.Opaque(name),
    };

    private static CelValue ReadAny(ProtoMessage any)
    {
        var (name, field) = any.Fields[0];
        var seconds = field.Message!.Find("seconds")?.Int() ?? 0;
        var nanos = (int)(field.Message.Find("nanos")?.Int() ?? 0);
        return name.EndsWith("google.protobuf.Timestamp]", StringComparison.Ordinal)
            ? CelValue.Timestamp(seconds, nanos)
            : CelValue.Duration(checked(seconds * 1_000_000_000 + nanos));
    }

    /// <summary>Whether a result is the expected value, of the same type: 1 is not 1u; any NaN is NaN; maps have no order.</summary>
    internal static bool Matches(CelValue expected, CelValue actual)
    {
        if (expected.Kind != actual.Kind)
        {
            return false;
        }

        return expected.Kind switch
        {
            CelKind.Double => expected.AsDouble().Equals(actual.AsDouble()),
            CelKind.Type => expected.AsType().Name == actual.AsType().Name,
            CelKind.List => Items(expected).SequenceEqual(Items(actual), Comparer),
            CelKind.Map => expected.Count == actual.Count && Items(expected).All(key => MatchesEntry(expected, actual, key)),
            _ => expected == actual,
        };
    }

    private static readonly EqualityComparer<CelValue> Comparer = EqualityComparer<CelValue>.Create(Matches, value => value.Kind.GetHashCode());

    private static bool MatchesEntry(CelValue expected, CelValue actual, CelValue key) =>
        Items(actual).Contains(key, Comparer) && Matches(expected.Field(key), actual.Field(key));

    internal static IEnumerable<CelValue> Items(CelValue container)
    {
        var items = new List<CelValue>();
        foreach (var item in container.Items)
        {
            items.Add(item);
        }

        return items;
    }

    internal static string Show(CelValue value) => value.Kind switch
    {
        CelKind.Error => "error: " + value.AsError().Message,
        CelKind.Double => value.AsDouble().ToString("R", CultureInfo.InvariantCulture) + " (double)",
        CelKind.List => "[" + string.Join(", ", Items(value).Select(Show)) + "]",
        CelKind.Map => "{" + string.Join(", ", Items(value).Select(key => Show(key) + ": " + Show(value.Field(key)))) + "}",
        CelKind.Bytes => Convert.ToHexString(value.AsBytes()),
        _ => $"{value} ({value.Kind})",
    };
}
