using System.Globalization;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Indexes of a Job's pods: <c>0,2-4</c>, in rising order.</summary>
internal static class IndexList
{
    /// <summary>How many there are.</summary>
    /// <param name="text">The list.</param>
    /// <param name="completions">All indexes are below.</param>
    /// <param name="count">How many.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Count(string text, long completions, out long count)
    {
        count = 0;
        if (text.Length == 0)
        {
            return null;
        }

        var last = -1L;
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2)
            {
                return "the fragment violates the requirement that an index interval can have at most two parts separated by '-'";
            }

            var low = 0L;
            var high = 0L;
            for (var at = 0; at < ends.Length; at++)
            {
                if (!long.TryParse(ends[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                {
                    return "cannot convert string to integer for index";
                }

                if (number >= completions)
                {
                    return "too large index";
                }

                (low, high) = (at == 0 ? number : low, number);
            }

            if (low <= last)
            {
                return "non-increasing order";
            }

            if (ends.Length == 2 && high <= low)
            {
                return "non-increasing order";
            }

            count += high - low + 1;
            last = high;
        }

        return null;
    }
}
