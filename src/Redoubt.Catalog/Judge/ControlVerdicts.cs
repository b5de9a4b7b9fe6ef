namespace Redoubt.Catalog.Judge;

/// <summary>All that one control found on the platform, sorted as it is told.</summary>
/// <param name="control">The control.</param>
/// <param name="isChanged">Whether it will be changed: else what failed is let go once it is told.</param>
internal sealed class ControlVerdicts(Control control, bool isChanged)
{
    private Failure[] _failures = [];
    private Unjudged[] _unknowns = [];
    private Finding[]? _findings;

    // Of those that something here made only the ones with a finding of their own count.
    private int _owned;
    private int _ownedFails;

    public Control Control => control;

    /// <summary>What became of the subjects that nothing here made.</summary>
    public Tally Tally { get; set; }

    /// <summary>Subjects that failed.</summary>
    public int Fails => Tally.Fails + _ownedFails + (_owned == 0 ? 0 : OwnedFails());

    /// <summary>How many subjects could not be judged.</summary>
    public int Unknown => _unknowns.Length;

    /// <summary>Takes what is no longer found, and what is.</summary>
    public void Change(List<Failure> gone, List<Failure> come)
    {
        _owned += come.Count(IsOwned) - gone.Count(IsOwned);
        _failures = SortedParts.Change(_failures, gone, come, FailureOrder.Instance);
        _findings = null;
    }

    /// <summary>The same of what could not be judged.</summary>
    public void Change(List<Unjudged> gone, List<Unjudged> come) =>
        _unknowns = SortedParts.Change(_unknowns, gone, come, UnjudgedOrder.Instance);

    /// <summary>The findings; those of before, where nothing changed.</summary>
    /// <param name="writer">Makes findings of failures.</param>
    public Finding[] Findings(FindingWriter writer)
    {
        if (_findings is null)
        {
            _findings = writer.Write(control, _failures);
            if (!isChanged)
            {
                (_ownedFails, _owned, _failures) = (_owned == 0 ? 0 : OwnedFails(), 0, []);
            }
        }

        return _findings;
    }

    public IEnumerable<UnknownVerdict> Unknowns =>
        _unknowns.Select(unknown => new UnknownVerdict(control, unknown.Subject.Name, unknown.Spot.Location, unknown.Missing));

    private int OwnedFails() => _failures.Where(IsOwned).Select(failure => failure.Subject).Distinct().Count();

    private static bool IsOwned(Failure failure) => failure.Subject.IsOwned;
}
