using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>Puts the answers of all threads into one judgement, in an order that depends on nothing but what was judged.</summary>
internal sealed class Verdicts(JudgeOptions options, IReadOnlyList<Control> controls)
{
    public Judgement Tell(Platform platform, Answers[] answers, IReadOnlyList<ControlProblem> problems)
    {
        var findings = Findings(answers);
        return new Judgement
        {
            Findings = findings,
            Unknowns = Unknowns(answers),
            Matrix = Matrix(platform, answers, findings),
            Counts = new VerdictCounts(
                answers.Sum(answer => answer.Passes), answers.Sum(answer => answer.Fails),
                answers.Sum(answer => answer.Doubts.Count), answers.Sum(answer => answer.NotApplicable)),
            Errors = [.. problems.Select(problem => new AssessmentError(problem.Control, 0, 0, $"{problem.Field}: {problem.Message}")), .. Defects(answers)],
            Passed = [.. answers.SelectMany(answer => (answer.PassedSubjects ?? []).Select(subject => (answer.Control.Control, subject.Name)))],
        };
    }

    private List<Finding> Findings(Answers[] answers)
    {
        var failures = answers.SelectMany(answer => answer.Failures)
            .Select(failure => (Failure: failure, Location: Locate(failure.Subject, failure.Place)))
            .OrderByDescending(one => one.Failure.Control.Control.Severity)
            .ThenBy(one => one.Failure.Control.Control.Id, StringComparer.Ordinal)
            .ThenBy(one => one.Failure.Subject.Name.ToString(), StringComparer.Ordinal)
            .ThenBy(one => one.Location.File, StringComparer.Ordinal)
            .ThenBy(one => one.Location.Line).ThenBy(one => one.Location.Column)
            .ThenBy(one => one.Failure.Message, StringComparer.Ordinal);
        var fingerprint = new Fingerprint();
        var findings = new List<Finding>();
        foreach (var (failure, location) in failures)
        {
            var control = failure.Control.Control;
            findings.Add(new Finding(
                control, failure.Subject.Name, location, failure.Message,
                Owner(control, failure.Subject.Name, location.File), fingerprint.Of(failure)));
        }

        return findings;
    }

    private static List<UnknownVerdict> Unknowns(Answers[] answers) =>
        [.. answers.SelectMany(answer => answer.Doubts)
            .Select(doubt => new UnknownVerdict(
                doubt.Control.Control, doubt.Subject.Name, Locate(doubt.Subject, doubt.Subject.Mention),
                [.. doubt.Missing.Missing.Select(missing => $"{missing.What}: {missing.Why}")]))
            .OrderByDescending(unknown => unknown.Control.Severity)
            .ThenBy(unknown => unknown.Control.Id, StringComparer.Ordinal)
            .ThenBy(unknown => unknown.Subject.ToString(), StringComparer.Ordinal)];

    // A control that fails on one subject fails on many: it is told once.
    private static IEnumerable<AssessmentError> Defects(Answers[] answers) =>
        answers.SelectMany(answer => answer.Defects)
            .GroupBy(defect => (defect.Control.Control.Id, defect.Field, defect.Message))
            .OrderBy(group => group.Key.Id, StringComparer.Ordinal)
            .Select(group => new AssessmentError(
                group.Key.Id, 0, 0, $"{group.Key.Field} failed on {group.First().Subject.Name}{Others(group.Count())}: {group.Key.Message}"));

    private static string Others(int count) => count == 1 ? "" : $" and {count - 1} more";

    private Matrix Matrix(Platform platform, Answers[] answers, List<Finding> findings)
    {
        var matrix = new Matrix();
        foreach (var kind in platform.Kinds)
        {
            LayerEvidence.Of(kind, platform.PodTemplates.Has(kind), matrix.SetEvidence);
        }

        var places = findings.GroupBy(finding => finding.Control.Id).ToDictionary(group => group.Key, group => group.Count());
        var byControl = answers.ToLookup(answer => answer.Control.Control.Id);
        foreach (var control in controls)
        {
            matrix.Add(
                control, places.GetValueOrDefault(control.Id),
                byControl[control.Id].Sum(answer => answer.Doubts.Count), byControl[control.Id].Sum(answer => answer.Passes));
        }

        return matrix;
    }

    private static Location Locate(Subject subject, Node place)
    {
        var document = subject.Document;
        var node = place.Exists ? place : document.Mention;
        var position = subject.MentionOffset is { } offset && node == subject.Mention
            ? node.Tape.Source.PositionOf(offset)
            : node.KeyPosition;
        return new Location(document.Origin.File, position.Line, position.Column, node.PathTo(document.Root));
    }

    private string Owner(Control control, SubjectName subject, string file)
    {
        foreach (var rule in options.Owners)
        {
            if (rule.Fits(control, subject, file))
            {
                return rule.Team;
            }
        }

        return "";
    }
}
