namespace Redoubt.Cel.Estimate;

/// <summary>The sizes of a container's keys and values; a list's keys are its positions.</summary>
internal readonly record struct EntrySize(bool IsList, CelRange Key, CelRange Value)
{
    /// <summary>No size at all: the start of a union.</summary>
    public static CelRange None => new(ulong.MaxValue, 0);

    /// <summary>The sizes in either of two containers; null if they are not known of both.</summary>
    public static EntrySize? Union(EntrySize? left, EntrySize? right) =>
        left is { } one && right is { } other ? new(one.IsList, one.Key.Union(other.Key), one.Value.Union(other.Value)) : null;
}
