namespace Redoubt.Cel.Parse;

/// <summary>Everything that can be wrong with a text before its names are looked at.</summary>
internal static class ParseErrors
{
    public static CelProblem Unexpected(CelSpan at, string found, string wanted, bool isLast)
    {
        var what = found.Length == 0 ? "the expression ends" : $"`{found}` stands";
        return new(CelStage.Parse, "unexpected", at, $"{what} where {wanted} is wanted") { Reference = SyntaxWords.Unexpected(found, wanted, isLast) };
    }

    public static CelProblem Broken(CelSpan at, string found, string reason) =>
        new(CelStage.Parse, "broken-token", at, $"`{found}` is not understood", reason) { Reference = $"Syntax error: token recognition error at: '{found}'" };

    public static CelProblem Reserved(CelSpan at, string name) =>
        new(CelStage.Parse, "reserved", at, $"`{name}` is a reserved word", "as a field's name it may be used after a dot") { Reference = $"reserved identifier: {name}" };

    public static CelProblem NumberRange(CelSpan at, string text, string type) =>
        new(CelStage.Parse, "number-range", at, $"`{text}` does not fit into {type}") { Reference = $"invalid {type} literal" };

    public static CelProblem Escape(CelSpan at, string reason) => new(CelStage.Parse, "escape", at, reason);

    public static CelProblem TooDeep(CelSpan at, int depth) =>
        new(CelStage.Parse, "too-deep", at, $"the expression nests deeper than {depth} levels") { Reference = "max recursion depth exceeded" };

    public static CelProblem TooLong(int length, int limit) =>
        new(CelStage.Parse, "too-long", new CelSpan(0, 0), $"the expression has {length} characters, more than {limit}");

    public static CelProblem TooLarge(CelSpan at, int nodes) =>
        new(CelStage.Parse, "too-large", at, $"the expression has more than {nodes} nodes after its macros are expanded");

    public static CelProblem Macro(CelSpan at, string name, string message) =>
        new(CelStage.Parse, "macro", at, $"`{name}`: {message}")
        {
            Reference = name == "has" ? "invalid argument to has() macro" : "argument must be a simple name",
        };

    public static CelProblem NoOptionals(CelSpan at) =>
        new(CelStage.Parse, "no-optionals", at, "optional values are not switched on") { Reference = "unsupported syntax '?'" };

    public static CelProblem NoQuotes(CelSpan at, string name) =>
        new(CelStage.Parse, "no-quotes", at, $"{name}: names in backticks are not switched on") { Reference = "unsupported syntax: '`'" };
}
