using System.Collections.Immutable;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// <c>cel.block([e0, e1 …], e)</c>: an expression whose repeated parts are evaluated once; <c>cel.index(n)</c> is the value of e<i>n</i>,
/// <c>cel.iterVar</c> and <c>cel.accuVar</c> name loop variables. Written by optimizers rather than by people.
/// </summary>
internal static class BlockLibrary
{
    internal static CelLibrary Library { get; } = new()
    {
        Name = "block",
        Macros =
        [
            Make("block", 2, Block), Make("index", 1, Index),
            Make("iterVar", 2, Variable(BlockNames.Iteration)), Make("accuVar", 2, Variable(BlockNames.Accumulator)),
        ],
    };

    private static Macro Make(string name, int arguments, Macro.Expander expand) => new()
    {
        Name = name,
        IsReceiver = true,
        Arguments = arguments,
        Expand = (context, target, values) => target is Ident { Name: "cel" } ? expand(context, target, values) : null,
    };

    // Each part is bound in turn, so that a part may use those before it. Their types are not carried over: a part may be anything.
    private static Expression Block(MacroContext context, Expression? target, ImmutableArray<Expression> arguments)
    {
        if (arguments[0] is not ListLiteral parts)
        {
            return context.Problem(arguments[0], "the first argument must be a list literal");
        }

        var block = arguments[1];
        for (var i = parts.Items.Length - 1; i >= 0; i--)
        {
            block = Bind.Let(context, FoldKind.Bind, BlockNames.Index(i), context.Call("dyn", parts.Items[i]), block);
        }

        return block;
    }

    private static Expression Index(MacroContext context, Expression? target, ImmutableArray<Expression> arguments) =>
        TryNumber(arguments[0], out var index)
            ? context.Name(BlockNames.Index(index))
            : context.Problem(arguments[0], "the argument must be an integer that is not negative");

    private static Macro.Expander Variable(Func<long, long, string> name) => (context, _, arguments) =>
        TryNumber(arguments[0], out var depth) && TryNumber(arguments[1], out var unique)
            ? context.Name(name(depth, unique))
            : context.Problem(arguments[0], "the arguments must be integers that are not negative");

    private static bool TryNumber(Expression argument, out long number)
    {
        number = argument is Literal { Value.Kind: CelKind.Int } literal ? literal.Value.AsInt() : -1;
        return number >= 0;
    }
}
