namespace Redoubt.Catalog.Judge;

/// <summary>All that one control found on the platform, sorted as it is told.</summary>
/// <param name="control">The control.</param>
internal sealed class ControlVerdicts(Control control)
{
    private Failure[] _failures = [];
    private Unjudged[] _unknowns = [];
    private Finding[]? _findings;

    // Of those that something here made only the ones with a finding of their own count.
    private int _owned;

    public Control Control => control;

    /// <summary>What became of the subjects that nothing here made.</summary>
    public Tally Tally { get; set; }

    /// <summary>Subjects that failed.</summary>
    public int Fails => Tally.Fails + (_owned == 0 ? 0 : _failures.Where(IsOwned).Select(failure => failure.Subject).Distinct().Count());

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
    public Finding[] Findings(FindingWriter writer) => _findings ??= writer.Write(control, _failures);

    public IEnumerable<UnknownVerdict> Unknowns =>
        _unknowns.Select(unknown => new UnknownVerdict(control, unknown.Subject.Name, unknown.Location, unknown.Missing));

    private static bool IsOwned(Failure failure) => failure.Subject.IsOwned;
}
