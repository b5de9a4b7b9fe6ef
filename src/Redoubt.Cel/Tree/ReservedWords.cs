namespace Redoubt.Cel.Tree;

/// <summary>Words that are no names, but may stand after a dot (cel-spec, "Syntax").</summary>
internal static class ReservedWords
{
    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return",
        "var", "void", "while",
    };

    public static bool Contains(string name) => All.Contains(name);
}
