namespace Redoubt.Collect.Rendering;

/// <summary>
/// What is known by a name, found by the name that an overlay made of it: it puts something before or behind a name, or a hash. Finding costs as much as the
/// name is long, however much there is.
/// </summary>
/// <param name="byName">What there is.</param>
internal sealed class NamesWithin<T>(Dictionary<string, T> byName)
{
    private readonly int[] _lengths = [.. byName.Keys.Select(key => key.Length).Where(length => length > 0).Distinct().OrderDescending()];

    /// <summary>What is known by a part of the name, the longest first, each as often as it stands in the name.</summary>
    public IEnumerable<T> Of(string name)
    {
        foreach (var length in _lengths)
        {
            for (var start = 0; start + length <= name.Length; start++)
            {
                if (byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name.AsSpan(start, length), out var found))
                {
                    yield return found;
                }
            }
        }
    }
}
