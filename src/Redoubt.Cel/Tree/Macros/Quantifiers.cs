namespace Redoubt.Cel.Tree.Macros;

/// <summary>`all`, `exists` and `exists_one`, over elements or keys, or over index and element, key and value.</summary>
internal static class Quantifiers
{
    public static IEnumerable<Macro> Macros { get; } =
    [
        Make("all", 1, All), Make("exists", 1, Exists), Make("exists_one", 1, ExistsOne), Make("existsOne", 1, ExistsOne),
    ];

    public static IEnumerable<Macro> TwoVariable { get; } =
    [
        Make("all", 2, All), Make("exists", 2, Exists), Make("exists_one", 2, ExistsOne), Make("existsOne", 2, ExistsOne),
    ];

    private delegate Expression Quantifier(MacroContext context, string variable, string? second, Expression range, Expression predicate);

    private static Macro Make(string name, int variables, Quantifier quantifier) => new()
    {
        Name = name,
        IsReceiver = true,
        Arguments = variables + 1,
        Expand = (context, target, arguments) =>
            LoopVariables.Read(context, arguments, variables, out var variable, out var second)
                ? quantifier(context, variable, second, target!, arguments[variables])
                : target,
    };

    private static Comprehension All(MacroContext context, string variable, string? second, Expression range, Expression predicate) =>
        context.Fold(
            FoldKind.All, variable, second, range,
            initial: context.Bool(true),
            condition: context.Call(Operators.NotStrictlyFalse, context.Name(MacroContext.Accumulator)),
            step: context.Call(Operators.And, context.Name(MacroContext.Accumulator), predicate),
            result: context.Name(MacroContext.Accumulator));

    private static Comprehension Exists(MacroContext context, string variable, string? second, Expression range, Expression predicate) =>
        context.Fold(
            FoldKind.Exists, variable, second, range,
            initial: context.Bool(false),
            condition: context.Call(Operators.NotStrictlyFalse, context.Call(Operators.Not, context.Name(MacroContext.Accumulator))),
            step: context.Call(Operators.Or, context.Name(MacroContext.Accumulator), predicate),
            result: context.Name(MacroContext.Accumulator));

    private static Comprehension ExistsOne(MacroContext context, string variable, string? second, Expression range, Expression predicate) =>
        context.Fold(
            FoldKind.ExistsOne, variable, second, range,
            initial: context.Int(0),
            condition: context.Bool(true),
            step: context.Call(
                Operators.Conditional,
                predicate,
                context.Call(Operators.Add, context.Name(MacroContext.Accumulator), context.Int(1)),
                context.Name(MacroContext.Accumulator)),
            result: context.Call(Operators.Equal, context.Name(MacroContext.Accumulator), context.Int(1)));
}
