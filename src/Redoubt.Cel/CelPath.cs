using System.Collections.Immutable;

namespace Redoubt.Cel;

/// <summary>
/// A variable and the selections on it that an expression reads, as far as they are constant: <c>object.spec.containers[*].image</c>.
/// </summary>
/// <param name="Variable">The variable.</param>
/// <param name="Steps">Field names; <c>*</c> for any element of a list or map.</param>
public sealed record CelPath(string Variable, ImmutableArray<string> Steps)
{
    /// <summary>The step that stands for every element.</summary>
    public const string Every = "*";

    /// <inheritdoc/>
    public bool Equals(CelPath? other) => other is not null && Variable == other.Variable && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(Variable.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    /// <summary>The path as a selection; names that are no identifiers are quoted by backticks.</summary>
    public override string ToString() =>
        Variable + string.Concat(Steps.Select(step => step == Every ? "[*]" : IsIdentifier(step) ? "." + step : $".`{step}`"));

    private static bool IsIdentifier(string step) =>
        step.Length > 0 && !char.IsAsciiDigit(step[0]) && step.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '_');
}
