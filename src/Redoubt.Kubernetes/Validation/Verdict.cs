namespace Redoubt.Kubernetes.Validation;

/// <summary>What an API server has to say of an object.</summary>
/// <param name="Faults">The faults and warnings, in the order of the text; at most a hundred.</param>
/// <param name="Count">How many there are in all.</param>
public sealed record Verdict(IReadOnlyList<Fault> Faults, int Count)
{
    /// <summary>How many faults of one object are told: more help nobody, and a hostile file could have millions.</summary>
    public const int Most = 100;

    /// <summary>The server takes it, and says nothing.</summary>
    public static Verdict Nothing { get; } = new([], 0);

    /// <summary>These faults and others, in the order of the text.</summary>
    /// <param name="others">The others.</param>
    public Verdict With(IReadOnlyCollection<Fault> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return others.Count == 0 ? this : new Verdict([.. Faults.Concat(others).OrderBy(fault => fault.Place.ValueOffset).Take(Most)], Count + others.Count);
    }

    /// <summary>Whether the server refuses it.</summary>
    public bool IsRefused => Faults.Any(fault => fault.Reason != FaultReason.Warning);
}
