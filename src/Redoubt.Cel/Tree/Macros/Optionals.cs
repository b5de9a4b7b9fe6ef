namespace Redoubt.Cel.Tree.Macros;

/// <summary>
/// `x.optMap(v, e)` and `x.optFlatMap(v, e)`: e of the content of x, if it has one. The target gets a name, so that a chain of them does
/// not double at each link.
/// </summary>
internal static class Optionals
{
    public const string Of = "optional.of";
    public const string None = "optional.none";

    /// <summary>The target's name: no identifier that can be written.</summary>
    public const string Target = "@target";

    public static IEnumerable<Macro> Macros { get; } = [Make("optMap", FoldKind.OptionalMap), Make("optFlatMap", FoldKind.OptionalFlatMap)];

    private static Macro Make(string name, FoldKind macro) => new()
    {
        Name = name,
        IsReceiver = true,
        Arguments = 2,
        Expand = (context, target, arguments) =>
        {
            if (context.Variable(arguments[0]) is not { } variable)
            {
                return target;
            }

            Expression value = Bind.Let(context, FoldKind.Bind, variable, context.Receiver(context.Name(Target), "value"), arguments[1]);
            if (macro == FoldKind.OptionalMap)
            {
                value = context.Call(Of, value);
            }

            var body = context.Call(Operators.Conditional, context.Receiver(context.Name(Target), "hasValue"), value, context.Call(None));
            return Bind.Let(context, macro, Target, target!, body);
        },
    };
}
