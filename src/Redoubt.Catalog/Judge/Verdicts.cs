using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>Puts the answers of all threads into one judgement, in an order that depends on nothing but what was judged.</summary>
internal sealed class Verdicts(JudgeOptions options, IReadOnlyList<Control> controls)
{
    public Judgement Tell(Platform platform, Answers[] answers, IReadOnlyList<ControlProblem> problems)
    {
        var folding = new Folding(platform);
        var failures = folding.Failures([.. answers.SelectMany(answer => answer.Failures)]);
        var unknowns = folding.Unknowns([.. answers.SelectMany(answer => answer.Unknowns)]);
        var findings = Findings(platform, failures);
        return new Judgement
        {
            Findings = findings,
            Unknowns = Unknowns(unknowns),
            Matrix = Matrix(platform, answers, findings, unknowns),
            Counts = new VerdictCounts(
                answers.Sum(answer => answer.Passes), answers.Sum(answer => answer.Fails) + failures.Where(failure => failure.Subject.IsOwned).Select(failure => failure.Subject).Distinct().Count(),
                unknowns.Length, answers.Sum(answer => answer.NotApplicable)),
            Errors = [.. problems.Select(problem => new AssessmentError(problem.Control, 0, 0, $"{problem.Field}: {problem.Message}")), .. Defects(answers)],
            Passed = [.. answers.SelectMany(answer => (answer.PassedSubjects ?? []).Select(subject => (answer.Control.Control, subject.Name)))],
        };
    }

    private Finding[] Findings(Platform platform, Failure[] failures)
    {
        var fingerprint = new Fingerprint();
        var located = new Located[failures.Length];
        Parallel.For(0, failures.Length, i =>
            located[i] = new Located(failures[i], Locate(failures[i].Subject, failures[i].Place), fingerprint.KeyOf(failures[i])));
        var ordered = located
            .OrderByDescending(one => one.Failure.Control.Control.Severity)
            .ThenBy(one => one.Failure.Control.Control.Id, StringComparer.Ordinal)
            .ThenBy(one => one.Failure.Subject.Name.ToString(), StringComparer.Ordinal)
            .ThenBy(one => one.Location.File, StringComparer.Ordinal)
            .ThenBy(one => one.Location.Line).ThenBy(one => one.Location.Column)
            .ThenBy(one => one.Failure.Message, StringComparer.Ordinal)
            .ThenBy(one => one.Location.Rendered?.Inputs[0], StringComparer.Ordinal).ThenBy(one => one.Location.Rendered?.Line).ToArray();
        ordered = Folded(ordered);
        var ordinals = Ordinals(ordered);
        var findings = new Finding[ordered.Length];
        Parallel.For(0, ordered.Length, i => findings[i] = Tell(ordered[i], ordinals[i]) with { Copies = Copies(platform, ordered[i].Failure) });
        return findings;
    }

    // What several renderings took over from the same place of the same file is one cause: it is told once, with all of them.
    private static Located[] Folded(Located[] ordered)
    {
        if (!ordered.Any(one => one.Location.Rendered is not null))
        {
            return ordered;
        }

        var first = new Dictionary<(Control, string, int, int, string), Renderings>();
        var kept = new List<(Located One, Renderings? All)>(ordered.Length);
        foreach (var one in ordered)
        {
            var location = one.Location;
            if (location.Rendered?.Inputs[0] is not { } input || location.Line == 0)
            {
                kept.Add((one, null));
                continue;
            }

            var key = (one.Failure.Control.Control, location.File, location.Line, location.Column, location.Path);
            if (!first.TryGetValue(key, out var all))
            {
                first.Add(key, all = new Renderings());
                all.Add(input);
                kept.Add((one, all));
            }
            else if (!all.Add(input))
            {
                kept.Add((one, null));
            }
        }

        return [.. kept.Select(told => told.All is null ? told.One : told.One.In(told.All.Inputs))];
    }

    // Equal keys are told apart by their order, which is the same from run to run.
    private static int[] Ordinals(Located[] ordered)
    {
        var seen = new Dictionary<string, int>(ordered.Length, StringComparer.Ordinal);
        return Array.ConvertAll(ordered, one => seen[one.Key] = seen.GetValueOrDefault(one.Key) + 1);
    }

    private Finding Tell(Located one, int ordinal)
    {
        var control = one.Failure.Control.Control;
        var subject = one.Failure.Subject.Name;
        return new Finding(
            control, subject, one.Location, one.Failure.Message, Owner(control, subject, one.Location.File), Fingerprint.Of(one.Key, ordinal));
    }

    private readonly record struct Located(Failure Failure, Location Location, string Key)
    {
        public Located In(string[] renderings) => this with { Location = Location with { Rendered = Location.Rendered! with { Inputs = renderings } } };
    }

    /// <summary>The renderings that took over one cause, each once, in order.</summary>
    private sealed class Renderings
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly List<string> _inputs = [];

        public string[] Inputs => [.. _inputs];

        public bool Add(string input)
        {
            var isNew = _seen.Add(input);
            if (isNew)
            {
                _inputs.Add(input);
            }

            return isNew;
        }
    }

    /// <summary>Where the same stands in files that hold the same object.</summary>
    private static IReadOnlyList<Location> Copies(Platform platform, Failure failure)
    {
        var document = failure.Subject.Document;
        var copies = platform.CopiesOf(document);
        if (copies.Count == 0)
        {
            return [];
        }

        var place = failure.Place.Exists ? failure.Place : document.Mention;
        return [.. copies.Select(copy =>
        {
            _ = NodePath.TryParse(place.PathTo(document.Root), out var path);
            _ = path.TryResolve(copy.Root, out var same);
            return Locate(copy, same, same.KeyPosition);
        })];
    }

    private static List<UnknownVerdict> Unknowns(Unjudged[] unknowns) =>
        [.. unknowns.Select(unknown => new UnknownVerdict(unknown.Control.Control, unknown.Subject.Name, Locate(unknown.Subject, unknown.Subject.Mention), unknown.Missing))
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

    private Matrix Matrix(Platform platform, Answers[] answers, Finding[] findings, Unjudged[] unknowns)
    {
        var matrix = new Matrix();
        foreach (var kind in platform.Kinds)
        {
            LayerEvidence.Of(kind, platform.PodTemplates.Has(kind), matrix.SetEvidence);
        }

        var places = findings.GroupBy(finding => finding.Control.Id).ToDictionary(group => group.Key, group => group.Count());
        var missing = unknowns.GroupBy(unknown => unknown.Control.Control.Id).ToDictionary(group => group.Key, group => group.Count());
        var byControl = answers.ToLookup(answer => answer.Control.Control.Id);
        foreach (var control in controls)
        {
            matrix.Add(
                control, places.GetValueOrDefault(control.Id),
                missing.GetValueOrDefault(control.Id), byControl[control.Id].Sum(answer => answer.Passes));
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
        return Locate(document, node, position);
    }

    private static Location Locate(Document document, Node node, Position position)
    {
        var path = node.PathTo(document.Root);
        if (document.Origin.Rendering is not { } rendering)
        {
            return new Location(document.Origin.File, position.Line, position.Column, path);
        }

        var source = rendering.PlaceOf(document, node);
        return new Location(source.File, source.Line, source.Column, path)
        {
            Rendered = new RenderedPlace(rendering.Renderer, [rendering.Input], position.Line),
        };
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
