namespace Redoubt.Evidence.Tapes;

/// <summary>One step of a <see cref="NodePath"/>.</summary>
/// <param name="Name">The field's name, or the field by which an item is known; null for a number.</param>
/// <param name="Value">The text of an item's field <paramref name="Name"/>; null for a field or a number.</param>
/// <param name="Index">The item's number, from 0; -1 for any other step.</param>
public readonly record struct PathStep(string? Name, string? Value, int Index)
{
    /// <summary>The step to a field of a map.</summary>
    /// <param name="name">The field's name.</param>
    public static PathStep Field(string name) => new(name, null, -1);

    /// <summary>The step to an item by its number.</summary>
    /// <param name="index">From 0.</param>
    public static PathStep Item(int index) => new(null, null, index);

    /// <summary>The step to each item of a list and each value of a map; only patterns have it.</summary>
    public static PathStep Any { get; } = new(null, null, -1);

    /// <summary>Whether it is <see cref="Any"/>.</summary>
    public bool IsAny => Name is null && Index < 0;

    /// <summary>The step to the first item whose field has this text.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">Its text.</param>
    public static PathStep Match(string name, string value) => new(name, value, -1);

    /// <summary>Takes the step.</summary>
    /// <param name="node">Where it starts.</param>
    /// <returns>The value there; no value if there is none, and for <see cref="Any"/>, which leads to many.</returns>
    public Node From(Node node) => From(node, Name is null ? 0 : Tape.Symbol(Name));

    /// <summary>Takes the step, with the symbol of its name computed before.</summary>
    internal Node From(Node node, int symbol)
    {
        if (Index >= 0)
        {
            return node[Index];
        }

        if (IsAny)
        {
            return default;
        }

        if (Value is null)
        {
            return node.Field(symbol, Name);
        }

        foreach (var item in node.Items)
        {
            if (item.Field(symbol, Name).Is(Value))
            {
                return item;
            }
        }
        return default;
    }
}
