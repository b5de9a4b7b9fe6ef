namespace Redoubt.Evidence.Read;

/// <summary>A place of a file that something is to be said about.</summary>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Line">The line, from 1; 0 where the file as a whole is meant.</param>
/// <param name="Column">The column in characters, from 1; 0 where the line or file as a whole is meant.</param>
/// <param name="Reason">What is to be said: lower case, no full stop.</param>
public sealed record FilePlace(string File, int Line, int Column, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? $"{File}: {Reason}" : $"{File}:{Line}:{Column}: {Reason}";
}

/// <summary>What was found in a file.</summary>
/// <param name="Documents">The objects, in the order of the file.</param>
/// <param name="Problems">What could not be read, and why.</param>
/// <param name="PassedOver">Documents that are no objects of Kubernetes' shape, as a chart's values or a CI workflow.</param>
/// <param name="NotRendered">Templates: what they make cannot be known before they are rendered.</param>
public sealed record ReadResult(
    IReadOnlyList<Document> Documents,
    IReadOnlyList<FilePlace> Problems,
    IReadOnlyList<FilePlace> PassedOver,
    IReadOnlyList<FilePlace> NotRendered)
{
    /// <summary>Fields that the API server does not know: it drops them, and `kubectl apply` refuses their object unless told otherwise.</summary>
    public IReadOnlyList<FilePlace> Dropped { get; init; } = [];
}
