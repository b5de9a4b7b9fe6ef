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

    /// <summary>The step to the first item whose field has this text.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">Its text.</param>
    public static PathStep Match(string name, string value) => new(name, value, -1);

    internal Node From(Node node)
    {
        if (Index >= 0)
        {
            return node[Index];
        }

        if (Value is null)
        {
            return node[Name!];
        }

        var symbol = Tape.Symbol(Name);
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
