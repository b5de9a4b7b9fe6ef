using Redoubt.Cel.Cost;
using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries.Standard;

/// <summary>`int(x)`, `string(x)` and the like, `type(x)` and `dyn(x)` (cel-spec, "Type Conversions").</summary>
internal static class Conversions
{
    public static IEnumerable<CelFunction> All { get; } =
    [
        Convert("int", CelType.Int, Conversion.ToInt, [CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Timestamp, CelType.Duration],
            Example("int('-7')", "-7"), Example("int(1.9)", "1"), Example("int(1e99)", null), Example("int('1 ')", null)),
        Convert("uint", CelType.Uint, Conversion.ToUint, [CelType.Uint, CelType.Int, CelType.Double, CelType.String],
            Example("uint('7')", "7u"), Example("uint(-1)", null)),
        Convert("double", CelType.Double, Conversion.ToDouble, [CelType.Double, CelType.Int, CelType.Uint, CelType.String],
            Example("double('-1.5e3')", "-1500.0"), Example("double('x')", null)),
        Convert("string", CelType.String, Conversion.ToText,
            [CelType.String, CelType.Bool, CelType.Int, CelType.Uint, CelType.Double, CelType.Bytes, CelType.Timestamp, CelType.Duration],
            Example("string(1.5)", "'1.5'"), Example("string(b'abc')", "'abc'"), Example("string(duration('90m'))", "'5400s'"), Example(@"string(b'\xff')", null)),
        Convert("bytes", CelType.Bytes, Conversion.ToBytes, [CelType.Bytes, CelType.String], Example("bytes('ÿ')", @"b'\303\277'")),
        Convert("bool", CelType.Bool, Conversion.ToBool, [CelType.Bool, CelType.String], Example("bool('True')", "true"), Example("bool('yes')", null)),
        Convert("timestamp", CelType.Timestamp, Conversion.ToTimestamp, [CelType.Timestamp, CelType.String, CelType.Int],
            Example("timestamp('1970-01-01T00:01:00Z') == timestamp(60)", "true"), Example("timestamp('2020-02-30T00:00:00Z')", null)),
        Convert("duration", CelType.Duration, Conversion.ToDuration, [CelType.Duration, CelType.String, CelType.Int],
            Example("duration('1h30m') == duration('5400s')", "true"), Example("duration('1 h')", null)),
        Function("dyn", "The value, of which the checker shall know nothing.", [Global("to_dyn", A, CelType.Dyn, (in CelValue value) => value)],
            Example("dyn(1) == 'a'", "false")),
        Function("type", "The value's type.", [Global("type", A, CelType.TypeOf(A), (in CelValue value) => CelValue.Type(value.RuntimeType))],
            Example("type(1) == int", "true"), Example("type([]) == list", "true")),
    ];

    private static CelFunction Convert(string name, CelType result, Unary body, CelType[] from, params CelExample[] examples)
    {
        var overloads = from.Select(type => Global($"{type.Name}_to_{name}", type, result, body) with
        {
            Cost = Estimate(type, result) is null ? null : (arguments, in _) => CelCosts.Traverse(arguments[0]),
            Estimate = Estimate(type, result),
        });
        return Function(name, $"The value as {name}; an error if it is none.", [.. overloads], [.. examples]);
    }

    /// <summary>Only a text that is coded anew is gone through.</summary>
    private static CelEstimate? Estimate(CelType from, CelType to) => (from.Kind, to.Kind) switch
    {
        (CelTypeKind.String, CelTypeKind.Bytes) => Estimates.Encode,
        (CelTypeKind.Bytes, CelTypeKind.String) => Estimates.Decode,
        _ => null,
    };
}
