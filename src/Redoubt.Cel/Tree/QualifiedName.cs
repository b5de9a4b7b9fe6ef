namespace Redoubt.Cel.Tree;

/// <summary>Chains of selections that may be names: `a.b.c` (cel-spec, "Name Resolution").</summary>
internal static class QualifiedName
{
    /// <summary>The chain as a name and the name it begins with; null if the expression is more than names and dots.</summary>
    public static string? Of(Expression expression, out string root)
    {
        switch (expression)
        {
            case Ident ident:
                root = ident.Name;
                return ident.Name;
            case Select { TestOnly: false } select when Of(select.Operand, out root) is { } qualifier:
                return $"{qualifier}.{select.Field}";
            default:
                root = "";
                return null;
        }
    }
}
