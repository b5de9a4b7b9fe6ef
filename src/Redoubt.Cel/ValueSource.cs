namespace Redoubt.Cel;

/// <summary>
/// Values that live elsewhere (a parsed document, a database row) and are read in place: each value is an integer handle, so
/// that evaluation copies and allocates nothing. One object per document; safe for many threads.
/// </summary>
/// <remarks>
/// A handle may be any number except the two that <see cref="Field"/> gives a meaning. A value that is not known is a handle
/// whose <see cref="Value"/> is <see cref="CelValue.Unknown(CelUnknown)"/>.
/// INVARIANT: a step from an unknown handle is unknown: <see cref="Field"/> of such a handle, whatever may stand there, gives a handle
/// that is unknown too, for paths are followed from handle to handle and only the last is read. What may be in a list or map beyond what
/// is known of it is its rest: <see cref="Count"/> is then -1, and the last entry's value <see cref="CelValue.Rest(CelUnknown)"/>.
/// </remarks>
public abstract class ValueSource
{
    /// <summary>The answer of <see cref="Field"/> and <see cref="Next"/> when there is none.</summary>
    public const int None = -1;

    /// <summary>The answer of <see cref="Field"/> when the handle is not a map.</summary>
    public const int NotAMap = -2;

    /// <summary>
    /// The value at a handle, made with one of the <c>CelValue.FromSource</c> methods so that it stays traceable. A plain value
    /// (a timestamp, a map with integer keys) is allowed too.
    /// </summary>
    public abstract CelValue Value(int handle);

    /// <summary>The handle of a map's field, <see cref="None"/> if it is absent, <see cref="NotAMap"/> if the handle is not a map.</summary>
    /// <param name="map">The handle of the map.</param>
    /// <param name="symbol">What the environment's <c>Symbols</c> gave for the name when the expression was planned, for example a hash.</param>
    /// <param name="name">The field's name, to be compared when the symbol agrees.</param>
    public abstract int Field(int map, int symbol, ReadOnlySpan<char> name);

    /// <summary>
    /// The number of a list's elements or a map's entries; -1 for a container that is not known completely: its last entry's value is
    /// then <see cref="CelValue.Rest(CelUnknown)"/>.
    /// </summary>
    public abstract int Count(int container);

    /// <summary>The handle of the first element's or entry's value, or <see cref="None"/>.</summary>
    public abstract int First(int container);

    /// <summary>The handle after <paramref name="entry"/> in the same container, or <see cref="None"/>.</summary>
    public abstract int Next(int container, int entry);

    /// <summary>The key under which a map's entry stands.</summary>
    /// <param name="map">The handle of the map.</param>
    /// <param name="entry">The handle of the entry's value.</param>
    public abstract string Key(int map, int entry);

    /// <summary>The text of a string.</summary>
    public abstract ReadOnlySpan<char> Text(int handle);

    /// <summary>The text of a string as a string; override it where one exists already.</summary>
    public virtual string TextString(int handle) => Text(handle).ToString();

    /// <summary>The value under a key of a map, or absent; walks unless overridden.</summary>
    /// <param name="map">The handle of the map.</param>
    /// <param name="name">The key.</param>
    public virtual CelValue Find(int map, ReadOnlySpan<char> name)
    {
        var isOpen = Count(map) < 0;
        for (var entry = First(map); entry != None; entry = Next(map, entry))
        {
            // What is not found may be in the rest.
            if (isOpen && Value(entry) is { IsRest: true } rest)
            {
                return rest;
            }

            if (name.SequenceEqual(Key(map, entry)))
            {
                return Value(entry);
            }
        }

        return default;
    }

    /// <summary>The handle of a list's element, or <see cref="None"/>; walks unless overridden.</summary>
    public virtual int Item(int list, int index)
    {
        var item = index < 0 ? None : First(list);
        for (; index > 0 && item != None; index--)
        {
            item = Next(list, item);
        }

        return item;
    }

    /// <summary>
    /// Compares a list or map with any value where the source has its own meaning of equal, such as sets without order. The result is a
    /// truth value or an error.
    /// </summary>
    /// <returns>False leaves the comparison to CEL.</returns>
    public virtual bool TryEqual(int container, in CelValue other, out CelValue result)
    {
        result = default;
        return false;
    }

    /// <summary>Adds a list to one of its own where the source has its own meaning of <c>+</c>, such as merging by key.</summary>
    /// <returns>False leaves it to CEL, which puts one after the other.</returns>
    public virtual bool TryAdd(int list, in CelValue other, out CelValue result)
    {
        result = default;
        return false;
    }
}
