using System.Collections.Immutable;
using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>A rule after compilation: a program, or what stands in its way. A blank rule has neither.</summary>
internal sealed record CompiledRule(ValidationRule Source)
{
    public CelProgram? Program { get; init; }

    /// <summary>Why there is no program, in the API server's words; null if nothing is wrong.</summary>
    public string? Error { get; init; }

    /// <summary>What the compiler found, with places in the rule's text.</summary>
    public ImmutableArray<CelProblem> Problems { get; init; } = [];

    /// <summary>Whether the rule looks at the value of before, so that it needs one.</summary>
    public bool UsesOldSelf { get; init; }

    public CelProgram? Message { get; init; }

    public string? MessageError { get; init; }

    public ImmutableArray<CelProblem> MessageProblems { get; init; } = [];

    /// <summary>The rule's own path below the level; empty for the level itself.</summary>
    public string FieldPath { get; init; } = "";
}
