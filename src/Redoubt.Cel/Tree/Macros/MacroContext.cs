namespace Redoubt.Cel.Tree.Macros;

/// <summary>What a macro may do while it expands: make nodes at the call's place, and complain.</summary>
internal sealed class MacroContext(Func<int> newId, Action<Expression, string> problem)
{
    /// <summary>The accumulator's name in loops: no identifier that can be written, so that it captures nothing.</summary>
    public const string Accumulator = "@result";

    /// <summary>The name of a loop variable that is never read.</summary>
    public const string Unused = "#unused";

    public Expression Problem(Expression at, string message)
    {
        problem(at, message);
        return at;
    }

    public Literal Bool(bool value) => new(newId(), CelValue.Bool(value));

    public Literal Int(long value) => new(newId(), CelValue.Int(value));

    public Ident Name(string name) => new(newId(), name);

    public Call Call(string function, params ReadOnlySpan<Expression> arguments) => new(newId(), null, function, [.. arguments]);

    public Call Receiver(Expression target, string function, params ReadOnlySpan<Expression> arguments) =>
        new(newId(), target, function, [.. arguments]);

    public ListLiteral List(params ReadOnlySpan<Expression> items) => new(newId(), [.. items], default);

    public MapLiteral Map(params ReadOnlySpan<MapEntry> entries) => new(newId(), [.. entries]);

    public Comprehension Fold(
        FoldKind macro,
        string variable,
        string? second,
        Expression range,
        Expression initial,
        Expression condition,
        Expression step,
        Expression result,
        string accumulator = Accumulator) =>
        new(newId(), macro, variable, second, range, accumulator, initial, condition, step, result);

    /// <summary>The simple name of a loop variable; null, and a problem, if the argument is anything else.</summary>
    public string? Variable(Expression argument)
    {
        if (argument is Ident { IsAbsolute: false } name && name.Name != Accumulator)
        {
            return name.Name;
        }

        problem(argument, "the argument must be a simple name");
        return null;
    }
}
