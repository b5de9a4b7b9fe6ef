namespace Redoubt.Cel;

/// <summary>How an expression is compiled.</summary>
public readonly record struct CelOptions
{
    /// <summary>Creates the default options.</summary>
    public CelOptions()
    {
    }

    /// <summary>Whether types are checked. Without it names and overloads are resolved when the program is planned or runs.</summary>
    public bool Check { get; init; } = true;

    /// <summary>Whether constant parts are computed once, when the program is planned.</summary>
    public bool Fold { get; init; } = true;

    /// <summary>Whether macros are expanded.</summary>
    public bool Macros { get; init; } = true;

    /// <summary>The type that the expression must have; null for any.</summary>
    public CelType? Expected { get; init; }
}
