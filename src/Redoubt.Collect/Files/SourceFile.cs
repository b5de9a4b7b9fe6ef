namespace Redoubt.Collect.Files;

/// <summary>A file that is to be read.</summary>
/// <param name="Name">Its name as the user would write it.</param>
/// <param name="FullPath">Its full path; empty for standard input.</param>
/// <param name="Named">Whether the user named it, and not a folder that it was found in.</param>
/// <param name="Whole">Whether a folder that holds it was named, which then says everything of its namespaces.</param>
/// <param name="Root">The full path of the folder in which it was found, or that holds it.</param>
internal sealed record SourceFile(string Name, string FullPath, bool Named, bool Whole, string Root = "");
