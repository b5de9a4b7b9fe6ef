namespace Redoubt.Cel.Check;

/// <summary>The loop variables in force at a point of the tree, innermost first.</summary>
internal sealed record Scope(string Name, CelType Type, Scope? Outer)
{
    public static Scope? Find(Scope? scope, string name)
    {
        while (scope is not null && scope.Name != name)
        {
            scope = scope.Outer;
        }

        return scope;
    }
}
