namespace Redoubt.Cel.Tree.Macros;

/// <summary>`map`, `filter`, and their two-variable relatives `transformList`, `transformMap`, `transformMapEntry`.</summary>
internal static class MapAndFilter
{
    /// <summary>The function that puts an entry into a map under construction.</summary>
    public const string Insert = "cel.@mapInsert";

    public static IEnumerable<Macro> Macros { get; } =
    [
        Make("map", FoldKind.Map, 1, filtered: false), Make("map", FoldKind.Map, 1, filtered: true), Make("filter", FoldKind.Filter, 1, filtered: false),
    ];

    public static IEnumerable<Macro> TwoVariable { get; } =
    [
        Make("transformList", FoldKind.TransformList, 2, filtered: false), Make("transformList", FoldKind.TransformList, 2, filtered: true),
        Make("transformMap", FoldKind.TransformMap, 2, filtered: false), Make("transformMap", FoldKind.TransformMap, 2, filtered: true),
        Make("transformMapEntry", FoldKind.TransformMapEntry, 2, filtered: false), Make("transformMapEntry", FoldKind.TransformMapEntry, 2, filtered: true),
    ];

    private static Macro Make(string name, FoldKind macro, int variables, bool filtered) => new()
    {
        Name = name,
        IsReceiver = true,
        Arguments = variables + (filtered ? 2 : 1),
        Expand = (context, target, arguments) =>
        {
            if (!LoopVariables.Read(context, arguments, variables, out var variable, out var second))
            {
                return target;
            }

            var accumulated = context.Name(MacroContext.Accumulator);
            var value = arguments[^1];
            Expression step = macro switch
            {
                FoldKind.TransformMap => context.Call(Insert, accumulated, context.Name(variable), value),
                FoldKind.TransformMapEntry => context.Call(Insert, accumulated, value),
                FoldKind.Filter => context.Call(Operators.Add, accumulated, context.List(context.Name(variable))),
                _ => context.Call(Operators.Add, accumulated, context.List(value)),
            };
            if (filtered || macro == FoldKind.Filter)
            {
                step = context.Call(Operators.Conditional, arguments[variables], step, context.Name(MacroContext.Accumulator));
            }

            Expression empty = macro is FoldKind.TransformMap or FoldKind.TransformMapEntry ? context.Map() : context.List();
            return context.Fold(macro, variable, second, target!, empty, context.Bool(true), step, context.Name(MacroContext.Accumulator));
        },
    };
}
