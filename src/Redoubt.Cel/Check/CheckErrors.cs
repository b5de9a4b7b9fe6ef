namespace Redoubt.Cel.Check;

/// <summary>Everything that can be wrong with names and types.</summary>
internal static class CheckErrors
{
    public static CelProblem UndeclaredName(CelSpan at, string name, string container, IEnumerable<string> known) =>
        new(CelStage.Check, "undeclared-name", at, $"there is no variable `{name}`", Suggestion.For(name, known))
        {
            Reference = ReferenceWords.Undeclared(name, container),
        };

    // A macro that is not expanded, for the number of its arguments, is no function.
    public static CelProblem UndeclaredFunction(CelSpan at, string name, string container, IEnumerable<string> known)
    {
        var isMacro = known.Contains(name);
        var help = isMacro ? null : Suggestion.For(name, known.Where(Tree.Operators.CanBeWritten));
        return new(CelStage.Check, "undeclared-function", at, isMacro ? $"the macro `{name}` does not take these arguments" : $"there is no function `{name}`", help)
        {
            Reference = ReferenceWords.Undeclared(name, container),
        };
    }

    public static CelProblem UndeclaredField(CelSpan at, string field, CelObjectType type) =>
        new(CelStage.Check, "undeclared-field", at, $"`{type.Name}` has no field `{field}`", Suggestion.For(field, type.FieldNames))
        {
            Reference = ReferenceWords.UndefinedField(field),
        };

    public static CelProblem UndeclaredType(CelSpan at, string name, string container) =>
        new(CelStage.Check, "undeclared-type", at, $"there is no object type `{name}`") { Reference = ReferenceWords.Undeclared(name, container) };

    public static CelProblem NoSelection(CelSpan at, string field, CelType type) =>
        new(CelStage.Check, "no-selection", at, $"`{field}` cannot be selected from {type}") { Reference = ReferenceWords.NoSelection(type) };

    public static CelProblem NoOverload(CelSpan at, string shown, IEnumerable<string> signatures, string reference) =>
        new(CelStage.Check, "no-overload", at, $"no overload takes `{shown}`", $"there is {string.Join(", ", signatures.Take(6))}") { Reference = reference };

    public static CelProblem NotIterable(CelSpan at, CelType type) =>
        new(CelStage.Check, "not-iterable", at, $"{type} is neither list nor map, so it has no elements") { Reference = ReferenceWords.NotIterable(type) };

    public static CelProblem Mismatch(CelSpan at, CelType found, CelType wanted) =>
        new(CelStage.Check, "type-mismatch", at, $"the type is {found} where {wanted} is wanted") { Reference = ReferenceWords.Mismatch(found, wanted) };

    public static CelProblem FieldMismatch(CelSpan at, string field, CelType found, CelType wanted) =>
        Mismatch(at, found, wanted) with { Reference = ReferenceWords.FieldMismatch(field, found, wanted) };

    public static CelProblem NotOptional(CelSpan at, CelType found) =>
        new(CelStage.Check, "not-optional", at, $"`?` takes an optional value, not {found}");

    public static CelProblem Constant(CelStage stage, CelSpan at, string problem) => new(stage, "constant", at, problem) { Reference = problem };

    public static CelProblem FieldNotConstant(CelSpan at) =>
        new(CelStage.Check, "field-not-constant", at, "the field of an optional selection must be a constant string");
}
