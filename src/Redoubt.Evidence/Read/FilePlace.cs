namespace Redoubt.Evidence.Read;

/// <summary>A place of a file that something is to be said about.</summary>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Line">The line, from 1; 0 where the file as a whole is meant.</param>
/// <param name="Column">The column in characters, from 1; 0 where the line or file as a whole is meant.</param>
/// <param name="Reason">What is to be said: lower case, no full stop.</param>
public sealed record FilePlace(string File, int Line, int Column, string Reason)
{
    /// <summary>The value that is meant, or the one that lacks something; no value where only the place is known.</summary>
    public Node At { get; init; }

    /// <summary>The path of the field, as <c>spec.matchConstraints.resourceRules[0].resources</c>; empty where only the place is known.</summary>
    public string Field { get; init; } = "";

    /// <summary>Whether it is a field that is not there to be set: an API server drops it with a warning unless it is asked to be strict.</summary>
    public bool IsUnknownField { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? $"{File}: {Reason}" : $"{File}:{Line}:{Column}: {Reason}";
}
