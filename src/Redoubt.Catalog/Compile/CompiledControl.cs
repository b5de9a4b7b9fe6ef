using System.Collections.Frozen;
using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Compile;

/// <summary>A control whose texts are programs.</summary>
internal sealed class CompiledControl
{
    public required Control Control { get; init; }

    public required View View { get; init; }

    /// <summary>The kinds, for the view of kinds.</summary>
    public IReadOnlyList<KindPattern> Kinds { get; init; } = [];

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

    /// <summary>Where a finding points.</summary>
    public IReadOnlyList<AtPath> At { get; init; } = [];

    /// <summary>The variables of subjects, for <see cref="When"/> and <see cref="Each"/>.</summary>
    public required CelEnvironment SubjectEnvironment { get; init; }

    /// <summary>The same and <c>it</c>, for <see cref="Check"/> and <see cref="Message"/>.</summary>
    public required CelEnvironment ElementEnvironment { get; init; }
}

/// <summary>A kind as <c>for:</c> names it: with a group, or in any group.</summary>
/// <param name="Group">The group; null for any.</param>
/// <param name="Kind">The kind.</param>
internal readonly record struct KindPattern(string? Group, string Kind)
{
    public static KindPattern Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        return slash < 0 ? new KindPattern(null, text) : new KindPattern(text[..slash], text[(slash + 1)..]);
    }

    public bool Fits(GroupKind kind) => kind.Kind == Kind && (Group is null || Group == kind.Group);
}
