namespace Redoubt.Cel.Tree.Macros;

/// <summary>`x.optMap(v, e)` and `x.optFlatMap(v, e)`: e of the content of x, if it has one.</summary>
internal static class Optionals
{
    public const string Of = "optional.of";
    public const string None = "optional.none";

    public static IEnumerable<Macro> Macros { get; } = [Make("optMap", Fold.OptionalMap), Make("optFlatMap", Fold.OptionalFlatMap)];

    private static Macro Make(string name, Fold macro) => new()
    {
        Name = name,
        IsReceiver = true,
        Arguments = 2,
        Expand = (context, target, arguments) =>
        {
            if (context.Variable(arguments[0]) is not { } variable)
                return target;
            Expression value = Bind.Let(context, macro, variable, context.Receiver(target!, "value"), arguments[1]);
            if (macro == Fold.OptionalMap)
                value = context.Call(Of, value);
            return context.Call(Operators.Conditional, context.Receiver(target!, "hasValue"), value, context.Call(None));
        },
    };
}
