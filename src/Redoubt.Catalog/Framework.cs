namespace Redoubt.Catalog;

/// <summary>A named selection of controls: a standard, a benchmark, a guide.</summary>
/// <param name="Id">Its name on the command line: <c>pss-restricted</c>.</param>
/// <param name="Title">Its full name.</param>
/// <param name="Source">Where it is published.</param>
/// <param name="Entries">Its controls, in the framework's own order.</param>
public sealed record Framework(string Id, string Title, string Source, IReadOnlyList<FrameworkEntry> Entries);

/// <summary>One control as a framework numbers it.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Requirement">The framework's own number or name; empty when it has none.</param>
public readonly record struct FrameworkEntry(string Control, string Requirement);
