using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Files;

/// <summary>Something wrong in a file of the catalogue, in <c>redoubt.yaml</c> or in a policy.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong, and what to do; lower case, no full stop.</param>
public readonly record struct FileProblem(string File, int Line, int Column, string Message)
{
    /// <summary>The value that is wrong, or the one that lacks something; no value where only the place is known.</summary>
    public Node At { get; init; }

    /// <summary>The path of the field, as <c>spec.matchConstraints.resourceRules[0].resources</c>; empty where only the place is known.</summary>
    public string Field { get; init; } = "";

    /// <summary>Whether it is a field that is not there to be set: an API server drops it with a warning unless it is asked to be strict.</summary>
    public bool IsUnknownField { get; init; }

    /// <summary><c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
