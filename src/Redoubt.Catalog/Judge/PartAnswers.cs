using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;

namespace Redoubt.Catalog.Judge;

/// <summary>What the controls answer about the subjects of one part of the platform.</summary>
/// <param name="part">The part.</param>
/// <param name="keepsPassed">Whether the subjects that passed are kept.</param>
internal sealed class PartAnswers(PlatformPart part, bool keepsPassed)
{
    private List<Failure>? _failures;
    private List<Unjudged>? _unknowns;
    private List<Defect>? _defects;
    private List<(int Control, Subject Subject)>? _passed;
    private List<(int Control, Question Question)>? _questions;

    public PlatformPart Part => part;

    /// <summary>Of each control that was asked, by its number, what became of the subjects that nothing here made.</summary>
    public (int Control, Tally Tally)[] Tallies { get; set; } = [];

    /// <summary>How many controls were asked to say this.</summary>
    public int Asked { get; set; }

    public IReadOnlyList<Failure> Failures => _failures ?? [];

    public IReadOnlyList<Unjudged> Unknowns => _unknowns ?? [];

    public IReadOnlyList<Defect> Defects => _defects ?? [];

    /// <summary>The subjects that passed, where they are kept.</summary>
    public IReadOnlyList<(int Control, Subject Subject)> Passed => _passed ?? [];

    /// <summary>What the controls asked of the platform, where that is kept.</summary>
    public IReadOnlyList<(int Control, Question Question)> Questions => _questions ?? [];

    public void Add(Failure failure) => (_failures ??= []).Add(failure);

    public void Add(Unjudged unknown) => (_unknowns ??= []).Add(unknown);

    public void Add(Defect defect) => (_defects ??= []).Add(defect);

    public void AddPassed(int control, Subject subject)
    {
        if (keepsPassed)
        {
            (_passed ??= []).Add((control, subject));
        }
    }

    public void Add(int control, Question question) => (_questions ??= []).Add((control, question));

    /// <summary>These answers with those of some controls replaced.</summary>
    /// <param name="other">The answers of those controls.</param>
    /// <param name="isReplaced">Which controls, by their numbers.</param>
    public PartAnswers With(PartAnswers other, Func<int, bool> isReplaced)
    {
        var both = new PartAnswers(other.Part, keepsPassed);
        both.Asked = other.Asked;
        both.Tallies = [.. Tallies.Where(one => !isReplaced(one.Control)), .. other.Tallies];
        both._failures = [.. Failures.Where(one => !isReplaced(one.Control)), .. other.Failures];
        both._unknowns = [.. Unknowns.Where(one => !isReplaced(one.Control)), .. other.Unknowns];
        both._defects = [.. Defects.Where(one => !isReplaced(one.Control)), .. other.Defects];
        both._passed = [.. Passed.Where(one => !isReplaced(one.Control)), .. other.Passed];
        both._questions = [.. Questions.Where(one => !isReplaced(one.Control)), .. other.Questions];
        return both;
    }
}
