namespace Redoubt.Cel;

/// <summary>How strict a language is beyond what cel-spec asks; each server has its own.</summary>
public readonly record struct CelRules
{
    /// <summary>Creates the rules of cel-spec.</summary>
    public CelRules()
    {
    }

    /// <summary>Whether the elements of a list literal, the keys and the values of a map literal may be of several types.</summary>
    public CelLiterals Literals { get; init; } = CelLiterals.Mixed;

    /// <summary>Whether <c>x.?f</c>, <c>x[?k]</c> and <c>[?e]</c> may be written.</summary>
    public bool OptionalSyntax { get; init; } = true;

    /// <summary>Whether a reserved word, as in <c>x.namespace</c>, also selects the field that is declared as <c>__namespace__</c>.</summary>
    public bool ReservedWordFields { get; init; }

    /// <summary>Whether a constant format must fit the list literal that <c>format</c> is given.</summary>
    public bool FormatCalls { get; init; }

    /// <summary>
    /// Whether a constant that cannot be converted, a constant pattern of <c>matches</c> that is none, and a constant key of a type that selects
    /// nothing are refused when the program is planned, as by cel-go when it folds them; and whether nothing is in <c>[]</c>, whatever it is.
    /// </summary>
    public bool ConstantsMustFold { get; init; }

    /// <summary>
    /// Whether a map literal takes keys of any type, and of a key that is written twice the last value, as in cel-go. Otherwise both are
    /// errors, as in cel-spec.
    /// </summary>
    public bool AnyMapKeys { get; init; }

    /// <summary>Whether a field's name may be quoted by backticks.</summary>
    public bool QuotedNames { get; init; } = true;
}

/// <summary>What the parts of a literal may be.</summary>
public enum CelLiterals
{
    /// <summary>Of any types.</summary>
    Mixed,

    /// <summary>Of types that agree; <c>dyn</c> agrees with all.</summary>
    Agreeing,

    /// <summary>Of one type, not even <c>dyn</c> beside another; in what <c>format</c> is given of any types.</summary>
    OneType,
}
