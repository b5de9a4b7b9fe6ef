namespace Redoubt.Kubernetes.Authorizer;

/// <summary>A selector that was written as text. One that cannot be read asks for nothing and says why.</summary>
/// <param name="Requirements">What is asked for, sorted by key.</param>
/// <param name="Problem">Why it could not be read, in the server's words; null if it could.</param>
public sealed record SelectorText(IReadOnlyList<SelectorRequirement> Requirements, string? Problem)
{
    /// <summary>No selector.</summary>
    public static SelectorText None { get; } = new([], null);

    /// <summary>What could not be read.</summary>
    public static SelectorText Wrong(string problem) => new([], problem);
}

/// <summary>One thing that a selector asks for.</summary>
/// <param name="Key">The field or label.</param>
/// <param name="Operator">As it is written: <c>=</c>, <c>!=</c>, <c>in</c>; <c>exists</c> and <c>!</c> for a key alone.</param>
/// <param name="Values">The values, sorted.</param>
public sealed record SelectorRequirement(string Key, string Operator, IReadOnlyList<string> Values);
