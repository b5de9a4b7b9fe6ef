namespace Redoubt.Cel.Tree.Macros;

/// <summary>`has(e.f)`: whether a field is there.</summary>
internal static class Has
{
    public static Macro Macro { get; } = new()
    {
        Name = "has",
        IsReceiver = false,
        Arguments = 1,
        Expand = (context, _, arguments) => arguments[0] is Select { TestOnly: false } select
            ? select with { TestOnly = true }
            : context.Problem(arguments[0], "the argument must be a selection like `a.b`"),
    };
}
