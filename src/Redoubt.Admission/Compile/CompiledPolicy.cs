using System.Collections.Immutable;
using Redoubt.Admission.Policies;
using Redoubt.Cel;

namespace Redoubt.Admission.Compile;

/// <summary>An expression of a policy and its program; without one it did not compile, which is told where it stands.</summary>
/// <param name="Source">The expression.</param>
/// <param name="Program">The program.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record CompiledExpression(PolicyText Source, CelProgram? Program, string Error = "");

/// <summary>A policy as programs. Immutable; safe for many threads.</summary>
internal sealed record CompiledPolicy
{
    public required AdmissionPolicy Policy { get; init; }

    public required ImmutableArray<(string Name, CompiledExpression Expression)> MatchConditions { get; init; }

    public required ImmutableArray<(string Name, CompiledExpression Expression)> Variables { get; init; }

    public required ImmutableArray<CompiledExpression> Validations { get; init; }

    /// <summary>One for each validation; null where it has none.</summary>
    public required ImmutableArray<CompiledExpression?> Messages { get; init; }

    public required ImmutableArray<(string Name, CompiledExpression Expression)> AuditAnnotations { get; init; }

    public required ImmutableArray<CompiledExpression> Mutations { get; init; }

    /// <summary>Whether every expression compiled.</summary>
    public required bool IsSound { get; init; }
}
