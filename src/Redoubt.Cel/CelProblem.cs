namespace Redoubt.Cel;

/// <summary>The stage that found a problem.</summary>
public enum CelStage
{
    /// <summary>The text is not an expression.</summary>
    Parse,

    /// <summary>A definition is wrong or wrongly used.</summary>
    Expand,

    /// <summary>Names or types do not fit.</summary>
    Check,

    /// <summary>No program can be made of it.</summary>
    Plan,
}

/// <summary>Something wrong with an expression, found before it runs.</summary>
/// <param name="Stage">The stage that found it.</param>
/// <param name="Code">A stable name of the kind of problem, for example <c>undeclared-field</c>.</param>
/// <param name="Span">Where in the text.</param>
/// <param name="Message">What is wrong: lower case, no full stop, the user's text in backticks.</param>
/// <param name="Help">What to do, or null.</param>
public sealed record CelProblem(CelStage Stage, string Code, CelSpan Span, string Message, string? Help = null)
{
    /// <summary>What is wrong in the words of cel-go, which users of Kubernetes know; empty where it has none.</summary>
    public string Reference { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Help is null ? Message : $"{Message}; help: {Help}";
}
