namespace Redoubt.Yaml;

/// <summary>Why a document, or the rest of a file, cannot be read.</summary>
public enum YamlProblemCode : byte
{
    /// <summary>The text is not YAML.</summary>
    Syntax,

    /// <summary>The text began as JSON and is neither JSON nor YAML.</summary>
    Json,

    /// <summary>A line that starts with <c>---</c> goes on with something else than a comment.</summary>
    Separator,

    /// <summary>A character that YAML does not allow, or bytes that are no text.</summary>
    Character,

    /// <summary>An alias without an anchor, or inside its own anchor.</summary>
    Alias,

    /// <summary>A key that no JSON object can have: a collection, null, an integer above 63 bits.</summary>
    Key,

    /// <summary>A value that JSON does not have (<c>.inf</c>), or that its tag does not allow.</summary>
    Value,

    /// <summary><c>&lt;&lt;</c> with something else than mappings.</summary>
    Merge,

    /// <summary>One of the <see cref="YamlLimits"/>.</summary>
    Limit,
}

/// <summary>A document, or the rest of a file, that cannot be read: where and why. kubectl stops here.</summary>
/// <param name="Code">Which kind of problem.</param>
/// <param name="Offset">The place in the file's text, in UTF-16 characters from 0.</param>
/// <param name="Position">The same place as line and column.</param>
/// <param name="Message">What is wrong, in lower case, without a full stop.</param>
public readonly record struct YamlProblem(YamlProblemCode Code, int Offset, YamlPosition Position, string Message);
