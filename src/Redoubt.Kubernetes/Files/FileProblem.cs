namespace Redoubt.Kubernetes.Files;

/// <summary>Something wrong in a file of the catalogue or in <c>redoubt.yaml</c>.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong, and what to do; lower case, no full stop.</param>
public readonly record struct FileProblem(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
