using System.Collections.Immutable;
using Redoubt.Cel;

namespace Redoubt.Admission.Defaults;

/// <summary>What is done at the place of a fact.</summary>
internal enum DefaultAction
{
    /// <summary>It becomes a value.</summary>
    Value,

    /// <summary>It becomes the value at another place.</summary>
    Copy,

    /// <summary>Keys that it lacks come from other maps.</summary>
    Fill,

    /// <summary>Values are appended that are not in it.</summary>
    Append,

    /// <summary>It goes.</summary>
    Drop,

    /// <summary>It becomes what a rule by name makes of it.</summary>
    Rule,
}

/// <summary>One thing that an API server does to every object of a kind.</summary>
internal sealed record DefaultFact
{
    /// <summary>Where; a step that is empty is each item.</summary>
    public required ImmutableArray<string> Path { get; init; }

    /// <summary>What.</summary>
    public required DefaultAction Action { get; init; }

    /// <summary>The value of <see cref="DefaultAction.Value"/> and <see cref="DefaultAction.Append"/>.</summary>
    public CelValue Value { get; init; }

    /// <summary>The other places of <see cref="DefaultAction.Copy"/>, <see cref="DefaultAction.Fill"/> and <see cref="DefaultAction.Rule"/>.</summary>
    public ImmutableArray<ImmutableArray<string>> From { get; init; } = [];

    /// <summary>The name of a <see cref="DefaultAction.Rule"/>.</summary>
    public string Rule { get; init; } = "";

    /// <summary><c>absent</c> or <c>empty</c>: what the place must be; empty for anything.</summary>
    public string Missing { get; init; } = "";

    /// <summary>What must hold.</summary>
    public ImmutableArray<DefaultCondition> Conditions { get; init; } = [];

    /// <summary>The minor version from which on it is done; 0 for every.</summary>
    public int Since { get; init; }
}

/// <summary>What must hold at a place.</summary>
/// <param name="Path">The place.</param>
/// <param name="Is"><c>present</c>, <c>absent</c>, <c>filled</c>, <c>empty</c>, <c>equals</c>, <c>one of</c>, <c>only</c> or <c>less</c>.</param>
/// <param name="Value">What it is held against.</param>
internal sealed record DefaultCondition(ImmutableArray<string> Path, string Is, CelValue Value);
