namespace Redoubt.Cel.Tree.Macros;

/// <summary>`cel.bind(x, init, body)`: the body with a name for the value of init.</summary>
internal static class Bind
{
    public static Macro Macro { get; } = new()
    {
        Name = "bind",
        IsReceiver = true,
        Arguments = 3,
        Expand = (context, target, arguments) =>
        {
            if (target is not Ident { Name: "cel" })
            {
                return null;
            }

            return context.Variable(arguments[0]) is { } name ? Let(context, FoldKind.Bind, name, arguments[1], arguments[2]) : target;
        },
    };

    /// <summary>A fold over nothing, whose accumulator is the name.</summary>
    public static Comprehension Let(MacroContext context, FoldKind macro, string name, Expression value, Expression body) =>
        context.Fold(macro, MacroContext.Unused, null, context.List(), value, context.Bool(false), context.Name(name), body, name);
}
