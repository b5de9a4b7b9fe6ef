namespace Redoubt.Catalog.Judge;

/// <summary>Changes a sorted array where it changes and copies the rest.</summary>
internal static class SortedParts
{
    /// <summary>The array without some of its elements and with others.</summary>
    /// <param name="sorted">The array.</param>
    /// <param name="gone">Elements of it, by reference.</param>
    /// <param name="come">Elements to put in; they are sorted here.</param>
    /// <param name="order">The order.</param>
    public static T[] Change<T>(T[] sorted, IReadOnlyCollection<T> gone, List<T> come, IComparer<T> order)
        where T : class
    {
        come.Sort(order);
        int[] holes = [.. gone.Select(element => IndexOf(sorted, element, order)).Order()];
        var changed = new T[sorted.Length - holes.Length + come.Count];
        var (from, to, hole, next) = (0, 0, 0, 0);
        while (next < come.Count || hole < holes.Length)
        {
            var place = next < come.Count ? LowerBound(sorted, come[next], order) : int.MaxValue;
            var end = Math.Min(place, hole < holes.Length ? holes[hole] : int.MaxValue);
            Copy(end);
            if (place == end)
            {
                changed[to++] = come[next++];
            }
            else
            {
                from++;
                hole++;
            }
        }

        Copy(sorted.Length);
        return changed;

        void Copy(int end)
        {
            Array.Copy(sorted, from, changed, to, end - from);
            to += end - from;
            from = end;
        }
    }

    private static int IndexOf<T>(T[] sorted, T element, IComparer<T> order)
        where T : class
    {
        var at = LowerBound(sorted, element, order);
        while (!ReferenceEquals(sorted[at], element))
        {
            at++;
        }

        return at;
    }

    /// <summary>The first place at which no smaller element stands.</summary>
    private static int LowerBound<T>(T[] sorted, T element, IComparer<T> order)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = order.Compare(sorted[middle], element) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
