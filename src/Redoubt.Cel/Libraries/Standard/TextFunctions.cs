using Redoubt.Cel.Cost;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries.Standard;

/// <summary>`contains`, `startsWith`, `endsWith` and `matches` (cel-spec, "String Functions").</summary>
internal static class TextFunctions
{
    public static IEnumerable<CelFunction> All { get; } =
    [
        Function("contains", "Whether the text stands somewhere in the string.",
            [Test("contains_string", (in text, in part) => CelValue.Bool(text.AsSpan().IndexOf(part.AsSpan()) >= 0), ContainsCost, Estimates.Contains)],
            Example("'tacocat'.contains('oc')", "true"), Example("'tacocat'.contains('')", "true")),
        Function("startsWith", "Whether the string begins with the text.",
            [Test("starts_with_string", (in text, in part) => CelValue.Bool(text.AsSpan().StartsWith(part.AsSpan())), PartCost, Estimates.Argument)],
            Example("'tacocat'.startsWith('taco')", "true")),
        Function("endsWith", "Whether the string ends with the text.",
            [Test("ends_with_string", (in text, in part) => CelValue.Bool(text.AsSpan().EndsWith(part.AsSpan())), PartCost, Estimates.Argument)],
            Example("'tacocat'.endsWith('cat')", "true")),
        Function("matches", "Whether a part of the string matches the RE2 pattern.",
            [
                Global("matches", CelType.String, CelType.String, CelType.Bool, Matches.Test, MatchCost, Estimates.Match),
                Receiver("matches_string", CelType.String, CelType.String, CelType.Bool, Matches.Test, MatchCost, Estimates.Match),
            ],
            Example("'hubba'.matches('ubb')", "true"), Example("matches('abc', '^a+$')", "false"), Example("'abc'.matches('(')", null)),
    ];

    private static CelOverload Test(string id, Binary body, CelCost cost, CelEstimate estimate) =>
        Receiver(id, CelType.String, CelType.String, CelType.Bool, body, cost, estimate);

    private static long MatchCost(ReadOnlySpan<CelValue> arguments, in CelValue result) =>
        Charges.Match(CelCosts.Size(arguments[0]), CelCosts.Size(arguments[1]));

    private static long PartCost(ReadOnlySpan<CelValue> arguments, in CelValue result) => CelCosts.Traverse(arguments[1]);

    private static long ContainsCost(ReadOnlySpan<CelValue> arguments, in CelValue result) =>
        CelCosts.Traverse(arguments[0]) * CelCosts.Traverse(arguments[1]);
}
