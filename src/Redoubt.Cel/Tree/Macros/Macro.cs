using System.Collections.Immutable;

namespace Redoubt.Cel.Tree.Macros;

/// <summary>A call that the parser replaces by another expression (cel-spec, "Macros").</summary>
internal sealed record Macro
{
    /// <summary>Makes the replacement; null leaves the call as it is.</summary>
    public delegate Expression? Expander(MacroContext context, Expression? target, ImmutableArray<Expression> arguments);

    /// <summary>The function's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is called on a receiver.</summary>
    public required bool IsReceiver { get; init; }

    /// <summary>The number of arguments; -1 for any.</summary>
    public required int Arguments { get; init; }

    public required Expander Expand { get; init; }
}
