namespace Redoubt.Cel.Evaluate;

/// <summary>One selection with a constant key: `.name`, `['name']`, `[0]`, `.?name`, `[?0]`.</summary>
internal sealed class Step(int id, CelValue key, int symbol, bool isOptional, bool isStrict)
{
    private CelError? _missing;

    public int Id { get; } = id;

    public CelValue Key { get; } = key;

    /// <summary>The field's name; null if the key is no string.</summary>
    public string? Name { get; } = key.Kind == CelKind.String ? key.AsString() : null;

    public int Symbol { get; } = symbol;

    public bool IsOptional { get; } = isOptional;

    /// <summary>Whether what is neither list nor map gives an error even if only asked whether the field is there.</summary>
    public bool IsStrict { get; } = isStrict;

    /// <summary>Whether the checker has seen that it selects a field of an object that keeps its type.</summary>
    public bool IsOfObject { get; init; }

    /// <summary>What it gives where the field is not there; absent for an error.</summary>
    public CelValue Lacking { get; init; }

    /// <summary>The error of a key that is not there; made once, since a loop may meet it often.</summary>
    public CelValue Missing(bool isList = false) =>
        CelValue.Error(_missing ??= new CelError(isList ? $"index out of bounds: {Key}" : $"no such key: `{Name ?? Key.ToString()}`"), Id);
}
