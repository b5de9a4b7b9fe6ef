using System.Collections.Immutable;

namespace Redoubt.Cel.Tree;

/// <summary>
/// A node of the abstract syntax tree, as cel-spec's syntax.proto has it. The id is unique within a tree and is the key of all side
/// tables: positions, types, references.
/// </summary>
internal abstract record Expression(int Id)
{
    /// <summary>The expressions that this one is made of, in the order of the text.</summary>
    public virtual IEnumerable<Expression> Children => [];
}

/// <summary>A constant.</summary>
internal sealed record Literal(int Id, CelValue Value) : Expression(Id);

/// <summary>A name. A leading dot (`.y`) means the outermost name, past containers and loop variables.</summary>
internal sealed record Ident(int Id, string Name) : Expression(Id)
{
    public bool IsAbsolute => Name.StartsWith('.');
}

/// <summary>`operand.field`, or `has(operand.field)` if it only tests.</summary>
internal sealed record Select(int Id, Expression Operand, string Field, bool TestOnly = false) : Expression(Id)
{
    public override IEnumerable<Expression> Children => [Operand];
}

/// <summary>A call: `f(x)`, `target.f(x)`, or an operator under its name in <see cref="Operators"/>.</summary>
internal sealed record Call(int Id, Expression? Target, string Function, ImmutableArray<Expression> Arguments) : Expression(Id)
{
    public override IEnumerable<Expression> Children => Target is null ? Arguments : Arguments.Prepend(Target);
}

/// <summary>`[a, ?b]`; <paramref name="Optional"/> tells which elements are optional, default if none is.</summary>
internal sealed record ListLiteral(int Id, ImmutableArray<Expression> Items, ImmutableArray<bool> Optional) : Expression(Id)
{
    public override IEnumerable<Expression> Children => Items;

    public bool IsOptional(int index) => !Optional.IsDefault && Optional[index];
}

/// <summary>One `key: value` of a map literal.</summary>
internal readonly record struct MapEntry(Expression Key, Expression Value, bool IsOptional);

/// <summary>`{k: v, ?k2: v2}`.</summary>
internal sealed record MapLiteral(int Id, ImmutableArray<MapEntry> Entries) : Expression(Id)
{
    public override IEnumerable<Expression> Children => Entries.SelectMany(entry => new[] { entry.Key, entry.Value });
}

/// <summary>One `field: value` of an object literal.</summary>
internal readonly record struct FieldInit(string Name, Expression Value, bool IsOptional);

/// <summary>`Type{field: value}`.</summary>
internal sealed record ObjectLiteral(int Id, string Type, ImmutableArray<FieldInit> Fields) : Expression(Id)
{
    public override IEnumerable<Expression> Children => Fields.Select(one => one.Value);
}

/// <summary>
/// A fold: for each element of the range, while the condition holds, accumulate; then the result. All loop macros are folds; the
/// <paramref name="Macro"/> that made it is kept so that plan and print need not guess.
/// </summary>
internal sealed record Comprehension(
    int Id,
    FoldKind Macro,
    string Variable,
    string? SecondVariable,
    Expression Range,
    string Accumulator,
    Expression Initial,
    Expression Condition,
    Expression Step,
    Expression Result) : Expression(Id)
{
    public override IEnumerable<Expression> Children => [Range, Initial, Condition, Step, Result];

    /// <summary>Whether it only gives a value a name: a fold over nothing.</summary>
    public bool IsLet => Macro >= FoldKind.Bind;
}

/// <summary>The macro that a fold comes from.</summary>
internal enum FoldKind : byte
{
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
    TransformList,
    TransformMap,
    TransformMapEntry,
    Bind,
    OptionalMap,
    OptionalFlatMap,
    SortBy,
}
