using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>Asks one control of the subjects of one part after another, on one thread.</summary>
/// <param name="number">The control's number.</param>
/// <param name="control">The control.</param>
/// <param name="frame">The variables of its view.</param>
/// <param name="values">The platform's values.</param>
/// <param name="tellsContext">Whether a message says what is known beyond its subject.</param>
internal sealed class Examiner(int number, CompiledControl control, ViewFrame frame, PlatformValues values, bool tellsContext)
{
    private readonly CelFrame _ofSubject = frame.For(control.SubjectEnvironment);
    private readonly CelFrame _ofElement = frame.For(control.ElementEnvironment);
    private readonly int _it = control.ElementEnvironment.VariableIndex("it");
    private PartAnswers _answers = null!;
    private Places _places = null!;
    private Tally _tally;

    /// <summary>Asks about the subjects of one part.</summary>
    /// <param name="subjects">The subjects.</param>
    /// <param name="places">The places of the part's document.</param>
    /// <param name="answers">Takes the answers.</param>
    /// <returns>What became of the subjects that nothing here made.</returns>
    public Tally Ask(IReadOnlyList<Subject> subjects, Places places, PartAnswers answers)
    {
        (_answers, _places, _tally) = (answers, places, default);
        for (var i = 0; i < subjects.Count; i++)
        {
            if (control.Roles is not { } roles || (subjects[i].Role is { } role && roles.Contains(role)))
            {
                Ask(subjects[i]);
            }
        }

        return _tally;
    }

    private void Ask(Subject subject)
    {
        if (control.Check is null)
        {
            CannotTell(subject, [new MissingEvidence(MissingCode.Person, control.Control.Rule.Manual, "only a person can judge this")]);
            return;
        }

        frame.Fill(subject);
        if (control.When is { } when)
        {
            var applies = when.Evaluate(_ofSubject);
            if (applies.Kind != CelKind.Bool)
            {
                CannotTell(subject, "when", applies);
                return;
            }

            if (applies.IsFalse)
            {
                Count(subject, new Tally(0, 0, 1));
                return;
            }
        }

        if (control.Each is { } each)
        {
            AskEach(subject, each.Evaluate(_ofSubject));
        }
        else
        {
            AskOnce(subject);
        }
    }

    // What something here made is not counted: its verdict is its maker's, and `kubectl get all` must not count a workload three times.
    private void Count(Subject subject, Tally one) => _tally += subject.IsOwned ? default : one;

    private void Pass(Subject subject)
    {
        Count(subject, new Tally(1, 0, 0));
        if (!subject.IsOwned)
        {
            _answers.AddPassed(number, subject);
        }
    }

    private void AskOnce(Subject subject)
    {
        var verdict = control.Check!.Evaluate(_ofElement);
        if (verdict.IsTrue)
        {
            Pass(subject);
        }
        else if (verdict.IsFalse)
        {
            Count(subject, new Tally(0, 1, 0));
            _answers.Add(Failure(subject, default));
        }
        else
        {
            CannotTell(subject, "check", verdict);
        }
    }

    // One subject has one verdict: fail if any element fails, else unknown if any is, else pass; an empty list passes.
    private void AskEach(Subject subject, CelValue list)
    {
        if (list.Kind != CelKind.List)
        {
            CannotTell(subject, "each", list);
            return;
        }

        var failed = false;
        CelValue doubt = default;
        foreach (var element in list.Items)
        {
            var verdict = element;
            if (element.Kind != CelKind.Unknown)
            {
                _ofElement[_it] = element;
                verdict = control.Check!.Evaluate(_ofElement);
            }

            if (verdict.IsFalse)
            {
                failed = true;
                _answers.Add(Failure(subject, element));
            }
            else if (!verdict.IsTrue && doubt.Kind != CelKind.Error)
            {
                doubt = verdict;
            }
        }

        if (failed)
        {
            Count(subject, new Tally(0, 1, 0));
            if (doubt.Kind == CelKind.Error)
            {
                // What failed is found all the same; that an element could not be judged is told beside it.
                _answers.Add(new Defect(number, subject, "check", doubt.AsError().Message));
            }
        }
        else if (doubt.Kind != CelKind.Absent)
        {
            CannotTell(subject, "check", doubt);
        }
        else
        {
            Pass(subject);
        }
    }

    private void CannotTell(Subject subject, string field, CelValue result)
    {
        if (result.Kind == CelKind.Unknown)
        {
            CannotTell(subject, [.. result.AsUnknown().Missing.Select(Evidence)]);
            return;
        }

        var reason = result.Kind == CelKind.Error ? result.AsError().Message : $"the result is {result.RuntimeType}";
        _answers.Add(new Defect(number, subject, field, reason));
        CannotTell(subject, []);
    }

    private void CannotTell(Subject subject, IReadOnlyList<MissingEvidence> missing) => _answers.Add(new Unjudged(number, subject, SpotOf(subject, subject.Mention).Location, missing));

    private static MissingEvidence Evidence(CelMissing missing) =>
        missing is EvidenceMissing known ? known.Evidence : new MissingEvidence(MissingCode.Declared, missing.What, missing.Why);

    private Failure Failure(Subject subject, CelValue element)
    {
        var place = Place(subject, element) is { Exists: true } found ? found : subject.Document.Mention;
        var spot = SpotOf(subject, place);
        return new Failure(number, subject, spot, Fingerprint.Of(control.Control.Id, subject.Name, spot.Identity), Message(subject), SeverityOf(subject));
    }

    // The first that holds; of what is not known the worst that it could be.
    private Severity SeverityOf(Subject subject)
    {
        Severity? worst = null;
        foreach (var (severity, when) in control.Severities)
        {
            var holds = when?.Evaluate(_ofElement) ?? CelValue.Bool(true);
            if (holds.IsFalse)
            {
                continue;
            }

            worst = worst is { } other && other > severity ? other : severity;
            if (holds.IsTrue)
            {
                return worst.Value;
            }

            if (holds.Kind == CelKind.Error)
            {
                _answers.Add(new Defect(number, subject, "severity", holds.AsError().Message));
            }
        }

        return control.Control.Severity;
    }

    // A list may be of objects elsewhere on the platform.
    private Spot SpotOf(Subject subject, Node place)
    {
        var places = _places.Holds(place) ? _places : _places.In(values.DocumentOf(place));
        return subject.MentionOffset is { } offset && place == subject.Mention
            ? places.Of(place, place.Tape.Source.PositionOf(offset))
            : places.Of(place);
    }

    private string Message(Subject subject) => Sentence(subject) is var sentence && Context(subject) is { Length: > 0 } context ? $"{sentence}; {context}" : sentence;

    private string Context(Subject subject)
    {
        if (control.Context is not { } context || !tellsContext)
        {
            return "";
        }

        var text = context.Evaluate(_ofElement);
        if (text.Kind == CelKind.Error)
        {
            _answers.Add(new Defect(number, subject, "context", text.AsError().Message));
        }

        return text.Kind == CelKind.String ? values.RedactorOf(subject.Document).Safe(text.AsString()) : "";
    }

    private string Sentence(Subject subject)
    {
        if (control.Message is not { } message)
        {
            return control.Control.Title;
        }

        var text = message.Evaluate(_ofElement);
        if (text.Kind == CelKind.String)
        {
            return values.RedactorOf(subject.Document).Safe(text.AsString());
        }

        if (text.Kind == CelKind.Error)
        {
            _answers.Add(new Defect(number, subject, "message", text.AsError().Message));
        }

        return control.Control.Title;
    }

    // The first path that exists; else the nearest ancestor of the first that does; else the subject.
    private Node Place(Subject subject, CelValue element)
    {
        var self = TapeValues.NodeOf(element.Kind == CelKind.Absent ? subject.Self : element);
        Node nearest = default;
        foreach (var at in control.At)
        {
            var from = at.Variable.Length > 0 ? TapeValues.NodeOf(_ofElement[at.Variable]) : self;
            if (!from.Exists && element.Kind == CelKind.Map && at is { Variable: "", Path.Steps: [{ Name: { } field }] })
            {
                // An element that was made for the question holds its place in a field.
                return TapeValues.NodeOf(element.Field(CelValue.String(field)));
            }

            if (!from.Exists)
            {
                continue;
            }

            if (at.Path.TryResolve(from, out var place))
            {
                return place;
            }

            nearest = nearest.Exists ? nearest : place;
        }

        return nearest.Exists ? nearest : element.Kind != CelKind.Absent && self.Exists ? self : subject.Mention;
    }
}
