using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>A failing place before it is told: what, where, and in whose words.</summary>
internal readonly record struct Failure(CompiledControl Control, Subject Subject, Node Place, string Message);

/// <summary>A subject that could not be judged, and what is missing: nothing, where the control itself failed on it.</summary>
internal readonly record struct Unjudged(CompiledControl Control, Subject Subject, IReadOnlyList<MissingEvidence> Missing);

/// <summary>A control's text that failed on a subject.</summary>
internal readonly record struct Defect(CompiledControl Control, Subject Subject, string Field, string Message);

/// <summary>Collects the answers of one control about one stretch of subjects.</summary>
internal sealed class Answers(CompiledControl control)
{
    public CompiledControl Control { get; } = control;

    public int Passes { get; private set; }

    public int Fails { get; private set; }

    public int NotApplicable { get; private set; }

    public List<Failure> Failures { get; } = [];

    public List<Unjudged> Unknowns { get; } = [];

    public List<Defect> Defects { get; } = [];

    public List<Subject>? PassedSubjects { get; init; }

    public void Pass(Subject subject)
    {
        if (subject.IsOwned)
        {
            // Its verdict is its owner's: `kubectl get all` must not count a workload three times.
            return;
        }

        Passes++;
        PassedSubjects?.Add(subject);
    }

    public void Fail(Subject subject) => Fails += subject.IsOwned ? 0 : 1;

    public void DoesNotApply(Subject subject) => NotApplicable += subject.IsOwned ? 0 : 1;
}
