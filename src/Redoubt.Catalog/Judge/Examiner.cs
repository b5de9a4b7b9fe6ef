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
/// <param name="options">What is said of what failed.</param>
internal sealed class Examiner(int number, CompiledControl control, ViewFrame frame, PlatformValues values, JudgeOptions options)
{
    private readonly AlikeVerdicts _alike = new(control, frame.Fields);
    private readonly CelFrame _ofSubject = frame.For(control.SubjectEnvironment);
    private ElementList? _elements;
    private CelFrame? _ofElement;
    private int _it;
    private readonly RecentTexts _messages = new();

    // What is missing for one subject is mostly missing for the next.
    private MissingEvidence[] _missing = [];
    private PartAnswers _answers = null!;
    private Places _places = null!;
    private Tally _tally;

    // Made when a subject is there to which the control applies.
    private ElementList Elements => _elements ??= frame.ListOf(control.Each!);

    private CelFrame OfElement
    {
        get
        {
            if (_ofElement is null)
            {
                (_ofElement, _it) = (frame.For(control.ElementEnvironment), control.ElementEnvironment.VariableIndex("it"));
            }

            return _ofElement;
        }
    }

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
                Count(subjects[i], Ask(subjects[i], i));
            }
        }

        return _tally;
    }

    private Verdict Ask(Subject subject, int index)
    {
        if (control.Control.Rule.Check.Length == 0)
        {
            return Ask(subject);
        }

        if (_alike.KeyOf(subject, index) is not { } key)
        {
            return Ask(subject);
        }

        var known = _alike.Of(key);
        if (known is null || (known == Verdict.Fail && control.HasEach))
        {
            var verdict = Ask(subject);
            _alike.Remember(key, verdict);
            return verdict;
        }

        if (known == Verdict.Fail)
        {
            frame.Fill(subject);
            _answers.Add(Failure(subject, default));
        }

        return known.Value;
    }

    private Verdict Ask(Subject subject)
    {
        frame.Fill(subject);
        if (control.When is { } when)
        {
            var applies = when.Evaluate(_ofSubject);
            if (applies.Kind != CelKind.Bool)
            {
                return CannotTell(subject, "when", applies);
            }

            if (applies.IsFalse)
            {
                return Verdict.NotApplicable;
            }
        }

        if (control.Control.Rule.Check.Length == 0)
        {
            return CannotTell(subject, [new MissingEvidence(MissingCode.Person, control.Control.Rule.Manual, "only a person can judge this")]);
        }

        return control.HasEach ? AskEach(subject, Elements.Of(subject, _ofSubject)) : AskOnce(subject);
    }

    // What something here made is not counted: its verdict is its maker's, and `kubectl get all` must not count a workload three times.
    private void Count(Subject subject, Verdict verdict)
    {
        if (subject.IsOwned)
        {
            return;
        }

        _tally += new Tally(verdict == Verdict.Pass ? 1 : 0, verdict == Verdict.Fail ? 1 : 0, verdict == Verdict.NotApplicable ? 1 : 0);
        if (verdict == Verdict.Pass)
        {
            _answers.AddPassed(number, subject);
        }
    }

    private Verdict AskOnce(Subject subject)
    {
        var verdict = control.Check!.Evaluate(OfElement);
        if (verdict.IsTrue)
        {
            return Verdict.Pass;
        }

        if (!verdict.IsFalse)
        {
            return CannotTell(subject, "check", verdict);
        }

        _answers.Add(Failure(subject, default));
        return Verdict.Fail;
    }

    // One subject has one verdict: fail if any element fails, else unknown if any is, else pass; an empty list passes.
    private Verdict AskEach(Subject subject, CelValue list)
    {
        if (list.Kind != CelKind.List)
        {
            return CannotTell(subject, "each", list);
        }

        var failed = false;
        CelValue doubt = default;
        foreach (var element in list.Items)
        {
            var verdict = element;
            if (element.Kind != CelKind.Unknown)
            {
                OfElement[_it] = element;
                verdict = control.Check!.Evaluate(OfElement);
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

        if (!failed)
        {
            return doubt.Kind == CelKind.Absent ? Verdict.Pass : CannotTell(subject, "check", doubt);
        }

        if (doubt.Kind == CelKind.Error)
        {
            // What failed is found all the same; that an element could not be judged is told beside it.
            _answers.Add(new Defect(number, subject, "check", doubt.AsError().Message));
        }

        return Verdict.Fail;
    }

    private Verdict CannotTell(Subject subject, string field, CelValue result)
    {
        if (result.Kind == CelKind.Unknown)
        {
            MissingEvidence[] missing = [.. result.AsUnknown().Missing.Select(Evidence)];
            return CannotTell(subject, _missing = missing.AsSpan().SequenceEqual(_missing) ? _missing : missing);
        }

        var reason = result.Kind == CelKind.Error ? result.AsError().Message : $"the result is {result.RuntimeType}";
        _answers.Add(new Defect(number, subject, field, reason));
        return CannotTell(subject, []);
    }

    private Verdict CannotTell(Subject subject, IReadOnlyList<MissingEvidence> missing)
    {
        _answers.Add(new Unjudged(number, subject, SpotOf(subject, subject.Mention), missing));
        return Verdict.Unknown;
    }

    private static MissingEvidence Evidence(CelMissing missing) =>
        missing is EvidenceMissing known ? known.Evidence : new MissingEvidence(MissingCode.Declared, missing.What, missing.Why);

    private Failure Failure(Subject subject, CelValue element)
    {
        var isNamed = TryPlace(subject, element, out var found);
        var spot = SpotOf(subject, found.Exists ? found : subject.Document.Mention);
        return new Failure(number, subject, spot, Fingerprint.Of(control.Control.Id, subject.Name, spot.Identity), Message(subject), SeverityOf(subject))
        {
            Fix = options.AsksFixes && control.Fix.Value is { } fix ? new FixMaker(fix, OfElement, values).Of(SelfOf(subject, element), isNamed ? found : default) : null,
        };
    }

    // The first that holds; of what is not known the worst that it could be.
    private Severity SeverityOf(Subject subject)
    {
        Severity? worst = null;
        var severities = control.Control.Rule.Severities;
        for (var i = 0; i < severities.Count; i++)
        {
            var severity = severities[i].Is;
            var holds = control.WhenOf(i)?.Evaluate(OfElement) ?? CelValue.Bool(true);
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

    private string Message(Subject subject) =>
        _messages.Of(Sentence(subject) is var sentence && Context(subject) is { Length: > 0 } context ? $"{sentence}; {context}" : sentence);

    private string Context(Subject subject)
    {
        if (control.Context is not { } context || !options.TellsContext)
        {
            return "";
        }

        var text = context.Evaluate(OfElement);
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

        var text = message.Evaluate(OfElement);
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

    private static Node SelfOf(Subject subject, CelValue element) => TapeValues.NodeOf(element.Kind == CelKind.Absent ? subject.Self : element);

    // The first path that exists; else the nearest ancestor of the first that does; else the subject. Whether it is what the control names.
    private bool TryPlace(Subject subject, CelValue element, out Node place)
    {
        var self = SelfOf(subject, element);
        Node nearest = default;
        foreach (var at in control.At)
        {
            var from = at.Variable.Length > 0 ? TapeValues.NodeOf(OfElement[at.Variable]) : self;
            if (!from.Exists && element.Kind == CelKind.Map && at is { Variable: "", Path.Steps: [{ Name: { } field }] })
            {
                // An element that was made for the question holds its place in a field.
                place = TapeValues.NodeOf(element.Field(CelValue.String(field)));
                return place.Exists;
            }

            if (!from.Exists)
            {
                continue;
            }

            if (at.Path.TryResolve(from, out place))
            {
                return true;
            }

            nearest = nearest.Exists ? nearest : place;
        }

        var isElement = !nearest.Exists && element.Kind != CelKind.Absent && self.Exists;
        place = nearest.Exists ? nearest : isElement ? self : subject.Mention;
        return isElement && control.At.Length == 0;
    }
}
