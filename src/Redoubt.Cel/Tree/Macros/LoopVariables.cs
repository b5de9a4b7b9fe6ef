using System.Collections.Immutable;

namespace Redoubt.Cel.Tree.Macros;

/// <summary>The one or two loop variables that begin a macro's arguments.</summary>
internal static class LoopVariables
{
    /// <summary>The name that cel-go's own expansions take, and so no variable may have.</summary>
    private const string AccumulatorOfCelGo = "__result__";

    public static bool Read(MacroContext context, ImmutableArray<Expression> arguments, int count, out string variable, out string? second)
    {
        variable = context.Variable(arguments[0]) ?? "";
        second = count == 2 ? context.Variable(arguments[1]) ?? "" : null;
        if (variable.Length == 0 || second?.Length == 0)
        {
            return false;
        }

        if (variable == AccumulatorOfCelGo || second == AccumulatorOfCelGo)
        {
            context.Problem(arguments[variable == AccumulatorOfCelGo ? 0 : 1], "iteration variable overwrites accumulator variable");
            return false;
        }

        if (variable != second)
        {
            return true;
        }

        context.Problem(arguments[1], $"both variables are called `{second}`");
        return false;
    }
}
