namespace Redoubt.Cel.Values;

/// <summary>
/// The messages of protobuf that CEL knows: their literals are timestamps, durations, and, of wrappers, what they wrap; none has fields to select.
/// An <c>Any</c> cannot be made of nothing.
/// </summary>
internal static class WellKnownTypes
{
    public static CelObjectType? Find(string name) => name switch
    {
        "google.protobuf.Timestamp" => TimestampType,
        "google.protobuf.Duration" => DurationType,
        "google.protobuf.Any" => AnyType,
        _ => Wrappers.GetValueOrDefault(name),
    };

    private static readonly Nothing AnyType = new();

    private static readonly Dictionary<string, Wrapper> Wrappers = new Wrapper[]
    {
        new("BoolValue", CelType.Bool, CelValue.False), new("BytesValue", CelType.Bytes, CelValue.Bytes([])),
        new("StringValue", CelType.String, CelValue.String("")), new("DoubleValue", CelType.Double, CelValue.Double(0)),
        new("FloatValue", CelType.Double, CelValue.Double(0), value => CelValue.Double((float)value.AsDouble())),
        new("Int64Value", CelType.Int, CelValue.Int(0)), new("UInt64Value", CelType.Uint, CelValue.Uint(0)),
        new("Int32Value", CelType.Int, CelValue.Int(0), value => value.AsInt() == (int)value.AsInt() ? value : CelValue.Error("integer overflow")),
        new("UInt32Value", CelType.Uint, CelValue.Uint(0), value => value.AsUint() == (uint)value.AsUint() ? value : CelValue.Error("unsigned integer overflow")),
    }.ToDictionary(wrapper => wrapper.Name, StringComparer.Ordinal);

    private static readonly Seconds TimestampType = new(CelType.Timestamp, (seconds, nanos) => CelValue.Timestamp(seconds, (int)nanos));
    private static readonly Seconds DurationType = new(CelType.Duration, Duration);

    private static CelValue Duration(long seconds, long nanos)
    {
        var total = (Int128)seconds * Time.NanosPerSecond + nanos;
        return total >= long.MinValue && total <= long.MaxValue ? CelValue.Duration((long)total) : CelValue.Error("duration out of range");
    }

    private sealed class Seconds(CelType type, Func<long, long, CelValue> create) : CelObjectType
    {
        public override string Name => type.Name;

        public override IEnumerable<string> FieldNames => ["seconds", "nanos"];

        internal override CelType Type => type;

        public override CelType? Field(string name) => name is "seconds" or "nanos" ? CelType.Int : null;

        internal override CelValue Create(MapValue fields)
        {
            var seconds = fields.Find(CelValue.String("seconds"));
            var nanos = fields.Find(CelValue.String("nanos"));
            if (seconds.Kind is not (CelKind.Absent or CelKind.Int) || nanos.Kind is not (CelKind.Absent or CelKind.Int))
            {
                return CelValue.Error($"the fields of {type} are integers");
            }

            return Value(nanos) is > -Time.NanosPerSecond and < Time.NanosPerSecond
                ? create(Value(seconds), Value(nanos))
                : CelValue.Error($"the nanos of {type} are out of range");
        }

        private static long Value(in CelValue field) => field.Kind == CelKind.Int ? field.AsInt() : 0;
    }

    /// <summary>A message around one value.</summary>
    private sealed class Wrapper(string name, CelType wrapped, CelValue zero, Func<CelValue, CelValue>? convert = null) : CelObjectType
    {
        private const string Only = "value";

        public override string Name { get; } = "google.protobuf." + name;

        public override IEnumerable<string> FieldNames => [Only];

        internal override CelType Type { get; } = CelType.Wrapper(wrapped);

        public override CelType? Field(string name) => name == Only ? wrapped : null;

        internal override CelValue Create(MapValue fields)
        {
            var value = fields.Find(CelValue.String(Only));
            return value.Kind == CelKind.Absent ? zero
                : value.Kind != zero.Kind ? CelValue.Error($"the value of {Name} is {wrapped}")
                : convert?.Invoke(value) ?? value;
        }
    }

    /// <summary>A message of any type, which a literal does not name.</summary>
    private sealed class Nothing : CelObjectType
    {
        public override string Name => "google.protobuf.Any";

        public override IEnumerable<string> FieldNames => ["type_url", "value"];

        public override CelType? Field(string name) => name switch
        {
            "type_url" => CelType.String,
            "value" => CelType.Bytes,
            _ => null,
        };

        internal override CelValue Create(MapValue fields) => CelValue.Error("conversion error: no type is known by that name");
    }
}
