using System.Collections.Frozen;
using Redoubt.Catalog.Views;
using Redoubt.Cel;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Compile;

/// <summary>A control whose texts are programs.</summary>
internal sealed class CompiledControl
{
    public required Control Control { get; init; }

    public required ViewLanguage Language { get; init; }

    public SubjectView View => Language.View;

    /// <summary>The roles of containers that are judged, for the view of containers.</summary>
    public IReadOnlySet<ContainerRole>? Roles { get; init; }

    /// <summary>The parameters' values by name.</summary>
    public IReadOnlyDictionary<string, CelValue> Parameters { get; init; } = FrozenDictionary<string, CelValue>.Empty;

    /// <summary>Does it apply to the subject? Null means yes.</summary>
    public CelProgram? When { get; init; }

    /// <summary>The list whose elements are judged; null means the subject itself.</summary>
    public CelProgram? Each { get; init; }

    /// <summary>What must be true; null for a manual control.</summary>
    public CelProgram? Check { get; init; }

    /// <summary>The finding's sentence; null means the title.</summary>
    public CelProgram? Message { get; init; }

    /// <summary>What is said after it; null for nothing.</summary>
    public CelProgram? Context { get; init; }

    /// <summary>The severities with their conditions, the last without; empty where the control has one.</summary>
    public IReadOnlyList<(Severity Is, CelProgram? When)> Severities { get; init; } = [];

    /// <summary>Where a finding points.</summary>
    public AtPath[] At { get; init; } = [];

    /// <summary>The variables of subjects, for <see cref="When"/> and <see cref="Each"/>.</summary>
    public required CelEnvironment SubjectEnvironment { get; init; }

    /// <summary>The same and <c>it</c>, for <see cref="Check"/> and <see cref="Message"/>.</summary>
    public required CelEnvironment ElementEnvironment { get; init; }
}
