namespace Redoubt.Kubernetes.Validation;

/// <summary>What an API server has to say of an object.</summary>
/// <param name="Faults">The faults and warnings, in the order of the text; at most a hundred of each.</param>
/// <param name="Count">How many faults there are in all, without warnings.</param>
/// <param name="WarningCount">How many warnings there are in all.</param>
public sealed record Verdict(IReadOnlyList<Fault> Faults, int Count, int WarningCount)
{
    /// <summary>How many faults of one object are told, and how many warnings: more help nobody, and a hostile file could have millions.</summary>
    public const int Most = 100;

    /// <summary>The server takes it, and says nothing.</summary>
    public static Verdict Nothing { get; } = new([], 0, 0);

    /// <summary>These faults and others, in the order of the text.</summary>
    /// <param name="others">The others.</param>
    public Verdict With(IReadOnlyCollection<Fault> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (others.Count == 0)
        {
            return this;
        }

        var ordered = Faults.Concat(others).OrderBy(fault => fault.Place.ValueOffset);
        var warnings = others.Count(IsWarning);
        return new Verdict(
            [.. ordered.Where(fault => !IsWarning(fault)).Take(Most).Concat(ordered.Where(IsWarning).Take(Most)).OrderBy(fault => fault.Place.ValueOffset)],
            Count + others.Count - warnings,
            WarningCount + warnings);
    }

    /// <summary>How many faults are not among <see cref="Faults"/>.</summary>
    public int Untold => Count - Faults.Count(fault => !IsWarning(fault));

    /// <summary>How many warnings are not among <see cref="Faults"/>.</summary>
    public int UntoldWarnings => WarningCount - Faults.Count(IsWarning);

    /// <summary>Whether the server refuses it.</summary>
    public bool IsRefused => Count > 0;

    private static bool IsWarning(Fault fault) => fault.Reason == FaultReason.Warning;
}
