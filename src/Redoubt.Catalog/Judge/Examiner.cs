using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>Asks one control of one subject after another, on one thread.</summary>
internal sealed class Examiner(CompiledControl control, PlatformValues values, Answers answers)
{
    private readonly ControlFrames _frames = new(control);
    private readonly CelValue _platform = CelValue.Opaque(values);

    public void Ask(Subject subject)
    {
        if (control.Roles is { } roles && !roles.Contains(subject.Role))
        {
            return;
        }

        if (control.Check is null)
        {
            answers.Unknowns.Add(new Unjudged(control, subject, [new MissingEvidence(MissingCode.Person, control.Control.Rule.Manual, "only a person can judge this")]));
            return;
        }

        _frames.Fill(_platform, subject);
        if (control.When is { } when)
        {
            var applies = when.Evaluate(_frames.Subject);
            if (applies.Kind != CelKind.Bool)
            {
                CannotTell(subject, "when", applies);
                return;
            }

            if (applies.IsFalse)
            {
                answers.DoesNotApply(subject);
                return;
            }
        }

        if (control.Each is { } each)
        {
            AskEach(subject, each.Evaluate(_frames.Subject));
        }
        else
        {
            AskOnce(subject);
        }
    }

    private void AskOnce(Subject subject)
    {
        var verdict = control.Check!.Evaluate(_frames.Element);
        if (verdict.IsTrue)
        {
            answers.Pass(subject);
        }
        else if (verdict.IsFalse)
        {
            answers.Fail(subject);
            answers.Failures.Add(Failure(subject, default));
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
                _frames.SetElement(element);
                verdict = control.Check!.Evaluate(_frames.Element);
            }

            if (verdict.IsFalse)
            {
                failed = true;
                answers.Failures.Add(Failure(subject, element));
            }
            else if (!verdict.IsTrue && doubt.Kind != CelKind.Error)
            {
                doubt = verdict;
            }
        }

        if (failed)
        {
            answers.Fail(subject);
            if (doubt.Kind == CelKind.Error)
            {
                // What failed is found all the same; that an element could not be judged is told beside it.
                answers.Defects.Add(new Defect(control, subject, "check", doubt.AsError().Message));
            }
        }
        else if (doubt.Kind != CelKind.Absent)
        {
            CannotTell(subject, "check", doubt);
        }
        else
        {
            answers.Pass(subject);
        }
    }

    private void CannotTell(Subject subject, string field, CelValue result)
    {
        if (result.Kind == CelKind.Unknown)
        {
            answers.Unknowns.Add(new Unjudged(control, subject, [.. result.AsUnknown().Missing.Select(Evidence)]));
            return;
        }

        var reason = result.Kind == CelKind.Error ? result.AsError().Message : $"the result is {result.RuntimeType}";
        answers.Defects.Add(new Defect(control, subject, field, reason));
        answers.Unknowns.Add(new Unjudged(control, subject, []));
    }

    private static MissingEvidence Evidence(CelMissing missing) =>
        missing is EvidenceMissing known ? known.Evidence : new MissingEvidence(MissingCode.Declared, missing.What, missing.Why);

    private Failure Failure(Subject subject, CelValue element) =>
        new(control, subject, Place(subject, element), Message(subject));

    private string Message(Subject subject)
    {
        if (control.Message is not { } message)
        {
            return control.Control.Title;
        }

        var text = message.Evaluate(_frames.Element);
        if (text.Kind == CelKind.String)
        {
            return values.RedactorOf(subject.Document).Safe(text.AsString());
        }

        if (text.Kind == CelKind.Error)
        {
            answers.Defects.Add(new Defect(control, subject, "message", text.AsError().Message));
        }

        return control.Control.Title;
    }

    // The first path that exists; else the nearest ancestor of the first that does; else the subject.
    private Node Place(Subject subject, CelValue element)
    {
        var self = TapeValues.NodeOf(element.Kind == CelKind.Absent ? subject.Of(control.View) : element);
        Node nearest = default;
        foreach (var at in control.At)
        {
            var from = at.Variable.Length > 0 ? TapeValues.NodeOf(_frames.Element[at.Variable]) : self;
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
