using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// Data as its schema types it (kubernetes/apiserver, `UnstructuredToVal`). Data that the schema does not allow is an error, in the API
/// server's words.
/// </summary>
internal static partial class TypedValue
{
    /// <summary>The typed value of a piece of JSON, or of a value that CEL computed where data stands.</summary>
    public static CelValue Of(in CelValue raw, StructuralSchema schema)
    {
        if (raw.Kind == CelKind.Null && raw.TryGetSource(out _, out _))
        {
            return schema.IsNullable ? raw : CelValue.Error("invalid data, got null for schema with nullable=false");
        }

        if (schema.IsIntOrString)
        {
            return raw.Kind is CelKind.String or CelKind.Int
                ? raw
                : CelValue.Error("invalid data, expected XIntOrString value to be either a string or integer");
        }

        return schema.Type switch
        {
            "object" => Object(raw, schema),
            "array" => List(raw, schema),
            "string" => raw.Kind == CelKind.String ? Text(raw, schema.Format) : Unexpected("string", raw),
            "number" => Number(raw),
            "integer" => raw.Kind == CelKind.Int ? raw : Unexpected("int", raw),
            "boolean" => raw.Kind == CelKind.Bool ? raw : Unexpected("bool", raw),
            _ when schema.PreservesUnknown => raw,
            _ => CelValue.Error(
                "invalid type, expected object, array, number, integer, boolean or string, or no type with x-kubernetes-int-or-string or "
                + $"x-kubernetes-preserve-unknown-fields is true, got {schema.Type}"),
        };
    }

    private static CelValue Object(in CelValue raw, StructuralSchema schema)
    {
        if (raw.Kind != CelKind.Map || !raw.TryGetSource(out _, out _))
        {
            return CelValue.Error("invalid data, expected a map for the provided schema with type=object");
        }

        return schema.IsEmbeddedResource || schema.Properties is not null || schema.Values is not null || schema.PreservesUnknown
            ? raw
            : CelValue.Error("invalid object type, expected either Properties or AdditionalProperties with Allows=true and non-empty Schema");
    }

    private static CelValue List(in CelValue raw, StructuralSchema schema)
    {
        if (raw.Kind != CelKind.List || !raw.TryGetSource(out _, out _))
        {
            return CelValue.Error("invalid data, expected an array for the provided schema with type=array");
        }

        if (schema.Items is null)
        {
            return CelValue.Error("invalid array type, expected Items with a non-empty Schema");
        }

        return schema.ListType is "" or "map" or "set" or "atomic"
            ? raw
            : CelValue.Error($"invalid x-kubernetes-list-type, expected 'map', 'set' or 'atomic' but got {schema.ListType}");
    }

    private static CelValue Number(in CelValue raw)
    {
        if (raw.Kind == CelKind.Double)
        {
            return raw;
        }

        if (raw.Kind is not (CelKind.Int or CelKind.Uint))
        {
            return Unexpected("float", raw);
        }

        var number = raw.Kind == CelKind.Int ? raw.AsInt() : (double)raw.AsUint();
        return raw.TryGetSource(out var source, out var handle) ? CelValue.FromSource(source, handle, number) : CelValue.Double(number);
    }

    private static CelValue Text(in CelValue raw, string format)
    {
        var text = raw.AsSpan();
        switch (format)
        {
            case "duration":
                return Duration(text) is { Kind: not CelKind.Absent } length ? length : CelValue.Error($"Invalid duration {text}: unable to parse {text} as duration");
            case "date":
                var day = text.Length == 10 ? CelValue.ParseTimestamp($"{text}T00:00:00Z") : default;
                return day.Kind == CelKind.Timestamp ? day : CelValue.Error($"Invalid date formatted string {text}: it is no day such as 2006-01-02");
            case "date-time":
                var time = text.IsEmpty ? CelValue.Timestamp(0, 0) : CelValue.ParseTimestamp(text);
                return time.Kind == CelKind.Timestamp ? time : CelValue.Error($"Invalid date-time formatted string {text}: it is no time such as 2006-01-02T15:04:05Z");
            case "byte":
                return Bytes(text) is { } bytes ? CelValue.Bytes(bytes) : CelValue.Error($"Invalid byte formatted string {text}: illegal base64 data");
            default:
                return raw;
        }
    }

    /// <summary>A length as Go writes it, or any text with whole numbers before names of units, as in `1 day`; absent if it is none.</summary>
    private static CelValue Duration(ReadOnlySpan<char> text)
    {
        var plain = CelValue.ParseDuration(text);
        if (plain.Kind == CelKind.Duration)
        {
            return plain;
        }

        var total = 0L;
        var found = false;
        foreach (Match match in NumberAndUnit().Matches(text.ToString()))
        {
            if (!long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var factor))
            {
                return default;
            }

            foreach (var nanoseconds in UnitsNamed(match.Groups[2].Value.ToLowerInvariant()))
            {
                found = true;
                total = unchecked(total + (factor * nanoseconds));
            }
        }

        return found ? CelValue.Duration(total) : default;
    }

    /// <summary>Every unit that goes by a name: one of its short forms, or anything that begins with its long one.</summary>
    private static IEnumerable<long> UnitsNamed(string name)
    {
        const long Second = 1_000_000_000;
        (long Nanoseconds, string[] Short, string Long)[] units =
        [
            (1, ["ns"], "nano"), (1_000, ["us", "µs"], "micro"), (1_000_000, ["ms"], "milli"), (Second, ["s"], "sec"), (60 * Second, ["m"], "min"),
            (3_600 * Second, ["h", "hr"], "hour"), (86_400 * Second, ["d"], "day"), (604_800 * Second, ["w", "wk"], "week"),
        ];
        return from unit in units where unit.Short.Contains(name) || name.StartsWith(unit.Long, StringComparison.Ordinal) select unit.Nanoseconds;
    }

    /// <summary>Base64 with the alphabet for addresses, as Kubernetes' formats read it; null if it is none.</summary>
    private static byte[]? Bytes(ReadOnlySpan<char> text)
    {
        var plain = text.ToString().Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        if (plain.Length % 4 != 0 || !Base64Url.IsValid(plain))
        {
            return null;
        }

        return Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(plain));
    }

    private static CelValue Unexpected(string expected, in CelValue raw)
    {
        var found = raw.Kind switch
        {
            CelKind.Int => "int64",
            CelKind.Uint or CelKind.Double => "float64",
            CelKind.Bool => "bool",
            CelKind.String => "string",
            CelKind.List => "[]interface {}",
            CelKind.Map => "map[string]interface {}",
            CelKind.Duration => "time.Duration",
            CelKind.Timestamp => "time.Time",
            CelKind.Bytes => "[]uint8",
            _ => "structpb.NullValue",
        };
        return CelValue.Error($"invalid data, expected {expected}, got {found}");
    }

    [GeneratedRegex(@"(\d+)\s*([A-Za-zµ]+)", RegexOptions.CultureInvariant)]
    private static partial Regex NumberAndUnit();
}
