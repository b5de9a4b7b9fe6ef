using Redoubt.Cel;

using static Redoubt.Kubernetes.Libraries.Declare;

namespace Redoubt.Kubernetes.Libraries;

/// <summary>
/// Where cel-go, and so every API server, does otherwise than cel-spec's tests say: all milliseconds of a duration, and a search from
/// behind the end of a text finds nothing instead of failing.
/// </summary>
internal static class CelGoLibrary
{
    private const long Millisecond = 1_000_000;

    private static readonly CelLibrary Strings = CelLibraries.Strings(2);

    public static CelLibrary Library { get; } = new()
    {
        Name = "cel-go",
        Functions =
        [
            Function(
                "getMilliseconds",
                "The milliseconds of the second, or all milliseconds of a duration.",
                [Receiver("duration_to_Milliseconds", [CelType.Duration], CelType.Int, static all => CelValue.Int(all[0].AsDuration() / Millisecond))],
                Example("duration('1.5s').getMilliseconds()", "1500")),
            Search("indexOf", "string_index_of_string_int", Example("'tacocat'.indexOf('a', 30)", "-1"), Example("'abc'.indexOf('', 5)", "3")),
            Search("lastIndexOf", "string_last_index_of_string_int", Example("'tacocat'.lastIndexOf('t', 7)", "-1"), Example("'abc'.lastIndexOf('c', 2)", "2")),
        ],
    };

    private static CelFunction Search(string name, string id, params CelExample[] examples)
    {
        var function = Strings.Functions.Single(one => one.Name == name);
        var overload = function.Overloads.Single(one => one.Id == id);
        return Function(name, function.Summary, [overload with { Body = all => Search(all, overload.Body) }], [.. examples]);
    }

    private static CelValue Search(ReadOnlySpan<CelValue> arguments, CelBody search)
    {
        var from = arguments[2].AsInt();
        if (arguments[1].AsSpan().IsEmpty)
        {
            return CelValue.Int(Math.Min(from, CelCosts.Size(arguments[0])));
        }

        return from >= 0 && from >= CelCosts.Size(arguments[0]) ? CelValue.Int(-1) : search(arguments);
    }
}
