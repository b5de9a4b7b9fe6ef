namespace Redoubt.Evidence;

/// <summary>Where a document came from.</summary>
/// <param name="File">The file's name as the user gave it; <c>-</c> for standard input.</param>
/// <param name="Index">Which document of the file it is, from 0; the objects of one list share it.</param>
/// <param name="Rendering">What rendered the document; null if the file holds it as it is.</param>
/// <param name="Scope">Whether the place that it came from is said to hold everything of its namespaces.</param>
public sealed record Origin(string File, int Index, Rendering? Rendering = null, Scope Scope = Scope.Part);

/// <summary>How much of a namespace its evidence holds.</summary>
public enum Scope
{
    /// <summary>Some objects: one that was not found may still exist.</summary>
    Part,

    /// <summary>All objects of namespaced kinds.</summary>
    Whole,
}
