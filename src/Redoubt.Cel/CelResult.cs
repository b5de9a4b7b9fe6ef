using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Cel;

/// <summary>What compiling gives: a program, or the problems that stand in its way.</summary>
public sealed class CelResult
{
    internal CelResult(CelProgram program) => (Program, Problems) = (program, []);

    internal CelResult(ImmutableArray<CelProblem> problems) => Problems = problems;

    /// <summary>The program; null if there are problems.</summary>
    public CelProgram? Program { get; }

    /// <summary>The problems, in the order of the text.</summary>
    public ImmutableArray<CelProblem> Problems { get; }

    /// <summary>Whether there is a program.</summary>
    [MemberNotNullWhen(true, nameof(Program))]
    public bool IsValid => Program is not null;
}
