using System.Runtime.CompilerServices;

namespace Redoubt.Cel.Evaluate;

/// <summary>
/// Where fields were found last. Many programs ask the same few fields of one value, and sources do not change: a field that was found, or
/// was not there, need not be looked for again. For one thread.
/// </summary>
internal sealed class FieldCache
{
    // Enough for what the programs of one subject ask; what meets another in its entry takes its place.
    private const int Size = 512;

    private readonly Entry[] _entries = new Entry[Size];

    /// <summary>As <see cref="ValueSource.Field"/>.</summary>
    /// <param name="source">The source.</param>
    /// <param name="map">The handle of the value.</param>
    /// <param name="step">The field.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(ValueSource source, int map, Step step)
    {
        ref var entry = ref _entries[(uint)((map * 31) ^ step.Symbol ^ (step.Symbol >> 16)) % Size];
        if (entry.Map == map && ReferenceEquals(entry.Source, source) && entry.Name == step.Name)
        {
            return entry.Field;
        }

        var field = source.Field(map, step.Symbol, step.Name);
        entry = new Entry(source, step.Name!, map, field);
        return field;
    }

    private readonly record struct Entry(ValueSource Source, string Name, int Map, int Field);
}
