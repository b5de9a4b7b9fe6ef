namespace Redoubt.Evidence;

/// <summary>
/// What a program made documents of. Its output is no file that a person could open, so a place in it is told as the place of the
/// user's own file that it came from. Safe to use from several threads.
/// </summary>
/// <param name="renderer">The program, as <c>helm</c>.</param>
/// <param name="input">What it rendered, as the user would name it: the folder of a chart or overlay.</param>
public abstract class Rendering(string renderer, string input)
{
    /// <summary>The program, as <c>helm</c>.</summary>
    public string Renderer { get; } = renderer;

    /// <summary>What it rendered, as the user would name it: the folder of a chart or overlay.</summary>
    public string Input { get; } = input;

    /// <summary>Where a value came from.</summary>
    /// <param name="document">The rendered document.</param>
    /// <param name="place">A value of it.</param>
    public abstract SourcePlace PlaceOf(Document document, Node place);

    /// <summary>The line of the user's own file that a line of the rendered text came from; null where that is not known, or where it may tell what was not rendered.</summary>
    /// <param name="place">Where the user's own file has it.</param>
    /// <param name="line">The line in the rendered text, from 1.</param>
    public virtual string? SourceLine(SourcePlace place, int line) => null;

    /// <summary>What another rendering gives otherwise, such as a password that is made up each time: no file holds it.</summary>
    /// <param name="root">A rendered object.</param>
    public virtual IReadOnlyList<UnknownPath> UnknownOf(Node root) => [];
}

/// <summary>A place in a file of the user's: true as far as it says anything.</summary>
/// <param name="File">The file's name as the user would write it.</param>
/// <param name="Line">From 1; 0 where the line is not known.</param>
/// <param name="Column">From 1, in characters; 0 where the column is not known.</param>
public readonly record struct SourcePlace(string File, int Line, int Column)
{
    /// <summary>File, line and column as far as they are known.</summary>
    public override string ToString() => Line == 0 ? File : Column == 0 ? $"{File}:{Line}" : $"{File}:{Line}:{Column}";
}

/// <summary>A key of a file of values that a rendered value came from.</summary>
/// <param name="File">The file's name as the user would write it.</param>
/// <param name="Line">The line of the key, from 1.</param>
/// <param name="Key">The key, as <c>image.tag</c>.</param>
public sealed record ValueKey(string File, int Line, string Key);
