namespace Redoubt.Evidence;

/// <summary>How a value was written in its file.</summary>
public enum NodeStyle : byte
{
    /// <summary>A scalar with no quotes, or a value that was written nowhere.</summary>
    Plain,

    /// <summary>A text in single quotes.</summary>
    Single,

    /// <summary>A text in double quotes; every text of a JSON file.</summary>
    Double,

    /// <summary>A block text after <c>|</c>.</summary>
    Literal,

    /// <summary>A block text after <c>&gt;</c>.</summary>
    Folded,

    /// <summary>A list or map by indentation.</summary>
    Block,

    /// <summary>A list in <c>[]</c> or a map in <c>{}</c>.</summary>
    Flow,
}
