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
