using System.Collections.Immutable;

namespace Redoubt.Cel;

/// <summary>One thing that is not known. Derive from it to carry more.</summary>
/// <param name="What">What is missing, for example a path in a document.</param>
/// <param name="Why">Why it is missing and, if possible, how to get it.</param>
public record CelMissing(string What, string Why)
{
    /// <summary>Whether the field is known to be there and only its value is not: then <c>has()</c> is true.</summary>
    public bool IsThere { get; init; }

    /// <summary>What is missing and why, in one sentence.</summary>
    public virtual string Told => $"{What}: {Why}";
}

/// <summary>The immutable set of what is missing when a value is unknown.</summary>
public sealed class CelUnknown
{
    private CelUnknown(ImmutableArray<CelMissing> missing) => Missing = missing;

    /// <summary>What is missing, each thing once, in the order in which the evaluation met it.</summary>
    public ImmutableArray<CelMissing> Missing { get; }

    /// <summary>The set of one missing thing.</summary>
    public static CelUnknown Of(CelMissing missing) => new([missing]);

    /// <summary>The set of several missing things.</summary>
    public static CelUnknown Of(IEnumerable<CelMissing> missing) => new([.. missing.Distinct()]);

    /// <summary>Everything that is missing in this set or in <paramref name="other"/>.</summary>
    public CelUnknown Union(CelUnknown other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var added = other.Missing.RemoveAll(Missing.Contains);
        return added.IsEmpty ? this : new CelUnknown(Missing.AddRange(added));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Missing.Select(one => one.Told));
}
