namespace Redoubt.Cel.Values;

/// <summary>The two messages of protobuf that CEL knows: their literals are timestamps and durations, and have no fields to select.</summary>
internal static class WellKnownTypes
{
    public static CelObjectType? Find(string name) => name switch
    {
        "google.protobuf.Timestamp" => TimestampType,
        "google.protobuf.Duration" => DurationType,
        _ => null,
    };

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
}
