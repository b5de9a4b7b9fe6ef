using System.Collections.Immutable;
using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel;

/// <summary>Functions, macros and constants that an environment switches on together.</summary>
public sealed class CelLibrary
{
    /// <summary>The library's name.</summary>
    public required string Name { get; init; }

    /// <summary>The functions.</summary>
    public ImmutableArray<CelFunction> Functions { get; init; } = [];

    /// <summary>Constants by (qualified) name.</summary>
    public ImmutableArray<(string Name, CelValue Value, CelType Type)> Constants { get; init; } = [];

    internal ImmutableArray<Macro> Macros { get; init; } = [];
}
