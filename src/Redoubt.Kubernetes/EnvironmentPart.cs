using Redoubt.Cel;

namespace Redoubt.Kubernetes;

/// <summary>One part of an API server's language, with the versions that have it. A version 1.N is the number N.</summary>
/// <param name="Name">What it is, as an error message names it.</param>
/// <param name="Introduced">The first minor version that has it; 0 for all.</param>
/// <param name="Removed">The first minor version that has it no more.</param>
/// <param name="Add">Puts it into a language.</param>
internal sealed record EnvironmentPart(string Name, int Introduced, int Removed, Action<CelEnvironmentBuilder> Add)
{
    /// <summary>A minor version that never comes.</summary>
    public const int Never = int.MaxValue;

    /// <summary>Whether it came with the server's own code, so that the version for which an expression was written does not matter.</summary>
    public bool IsOfServer { get; init; }

    /// <summary>A library that stays.</summary>
    public static EnvironmentPart Of(CelLibrary library, int introduced, int removed = Never) =>
        new(library.Name, introduced, removed, builder => builder.Library(library));

    /// <summary>Whether an expression may use it that was written for a compatibility version.</summary>
    /// <param name="compatibility">The compatibility version's minor number.</param>
    /// <param name="known">The newest minor version that the server knows of.</param>
    /// <param name="kind">Whether the expression is new or stored.</param>
    public bool IsIn(int compatibility, int known, ExpressionKind kind)
    {
        var version = kind == ExpressionKind.New && !IsOfServer ? Math.Min(compatibility, known) : known;
        return Introduced <= version && version < Removed;
    }
}
