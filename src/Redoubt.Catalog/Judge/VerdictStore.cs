using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// The verdicts of one judge about one platform, kept so that after a change only what it touches is judged again: the subjects of changed
/// documents, and the rules that asked the platform for objects of their kinds. Always equal to judging the whole platform anew. For one
/// thread at a time; what it gave out does not change.
/// </summary>
public sealed class VerdictStore
{
    // Parts that one thread takes at a time: enough to hide the cost of taking, few enough to share the work.
    private const int Stretch = 32;

    // So many parts one thread judges sooner than others would be there to help.
    private const int Few = 256;

    private readonly PlatformJudge _judge;
    private readonly bool _keepsQuestions;
    private readonly ControlVerdicts[] _controls;
    private readonly int[] _toldOrder;
    private readonly Dictionary<PartKey, PartAnswers> _parts = [];
    private readonly Dictionary<PartKey, Family> _families = [];
    private readonly Dictionary<Question, HashSet<(PartKey Part, int Control)>> _askers = [];
    private readonly HashSet<PartKey> _defective = [];
    private PlatformValues _values;
    private ContentHashes _hashes = new();
    private Judgement? _judgement;

    internal VerdictStore(PlatformJudge judge, Platform platform, bool keepsQuestions, CancellationToken cancellation)
    {
        _judge = judge;
        _keepsQuestions = keepsQuestions;
        _controls = [.. judge.Controls.Select(control => new ControlVerdicts(control, keepsQuestions))];
        _toldOrder = [.. Enumerable.Range(0, _controls.Length)
            .OrderByDescending(number => _controls[number].Control.Severity)
            .ThenBy(number => _controls[number].Control.Id, StringComparer.Ordinal)];
        _values = new PlatformValues(platform);
        Replace([], Ask(Parts(_values), cancellation));
    }

    /// <summary>The platform as it was judged last.</summary>
    public Platform Platform => _values.Platform;

    /// <summary>How often a control was asked about the subjects of a part when the platform was judged last.</summary>
    internal long Steps { get; private set; }

    /// <summary>What is known of it. Costs what there is to tell, where it is asked for the first time after a change.</summary>
    public Judgement Judgement => _judgement ??= Tell();

    /// <summary>Judges what another platform changes.</summary>
    /// <param name="platform">A platform that was made of this one's by <see cref="Platform.With"/> and <see cref="Platform.Without"/>, or the other way round.</param>
    /// <param name="cancellation">Stops it; the store is then of no more use.</param>
    public void Change(Platform platform, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var before = Platform;
        var change = platform.ChangeSince(before);
        _judgement = null;
        _hashes = new ContentHashes();
        if (change.IsOfScope)
        {
            // What is not found may be another answer everywhere.
            _values = new PlatformValues(platform);
            Replace([.. _parts.Values], Ask(Parts(_values), cancellation));
            return;
        }

        var changed = ChangedQuestions.Of(before, platform, change);
        _values = _values.With(platform, change, changed);
        var touched = new TouchedParts(before, _values, change);
        var gone = touched.Gone.Select(key => _parts.GetValueOrDefault(key)).OfType<PartAnswers>().ToList();
        PartAnswers[] come = [.. Ask(touched.Come, cancellation), .. AskAgain(changed, touched.Gone, gone)];
        Replace(gone, come);
    }

    private static List<PlatformPart> Parts(PlatformValues values)
    {
        var platform = values.Platform;
        List<PlatformPart> parts =
        [
            .. platform.Documents.Select(document => new ObjectPart(values, document)),
            .. platform.Namespaces.Select(use => new NamespacePart(use)),
            .. platform.ServiceAccounts.Select(use => new AccountPart(use)),
        ];
        if (platform.First is { } first)
        {
            parts.Add(new WholePart(first));
        }

        return parts;
    }

    private PartAnswers[] Ask(IReadOnlyList<PlatformPart> parts, CancellationToken cancellation)
    {
        var answers = new PartAnswers[parts.Count];
        if (parts.Count <= Few)
        {
            var only = NewExaminer();
            for (var start = 0; start < parts.Count; start += Stretch)
            {
                cancellation.ThrowIfCancellationRequested();
                Ask(only, start);
            }

            return answers;
        }

        _judge.Prepare(Platform);
        var threads = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = _judge.Threads };
        Parallel.For(0, (parts.Count + Stretch - 1) / Stretch, threads, NewExaminer, (stretch, _, examiner) => Ask(examiner, stretch * Stretch), _ => { });
        return answers;

        PartExaminer Ask(PartExaminer examiner, int start)
        {
            for (var i = start; i < Math.Min(start + Stretch, parts.Count); i++)
            {
                answers[i] = examiner.Ask(parts[i]);
            }

            return examiner;
        }
    }

    private PartExaminer NewExaminer() => new(_judge, _values, _hashes, _keepsQuestions);

    /// <summary>The rules that asked the platform for what changed, about subjects that did not change.</summary>
    private List<PartAnswers> AskAgain(IReadOnlySet<Question> changed, IReadOnlySet<PartKey> touched, List<PartAnswers> gone)
    {
        var again = new Dictionary<PartKey, HashSet<int>>();
        foreach (var (part, control) in changed.SelectMany(question => _askers.GetValueOrDefault(question, [])))
        {
            if (touched.Contains(part))
            {
                continue;
            }

            if (!again.TryGetValue(part, out var controls))
            {
                again.Add(part, controls = []);
            }

            controls.Add(control);
        }

        var examiner = NewExaminer();
        var come = new List<PartAnswers>(again.Count);
        foreach (var (key, controls) in again)
        {
            var old = _parts[key];
            gone.Add(old);
            come.Add(old.With(examiner.Ask(old.Part, controls.Contains), controls.Contains));
        }

        return come;
    }

    private void Replace(IReadOnlyList<PartAnswers> gone, IReadOnlyList<PartAnswers> come)
    {
        var changes = new FamilyChanges(_families, _controls.Length);
        foreach (var answers in gone)
        {
            _parts.Remove(answers.Part.Key);
            _defective.Remove(answers.Part.Key);
            changes.FamilyOf(answers.Part).Remove(answers);
            foreach (var (control, tally) in answers.Tallies)
            {
                _controls[control].Tally -= tally;
            }

            foreach (var (control, question) in answers.Questions)
            {
                _askers[question].Remove((answers.Part.Key, control));
            }
        }

        Steps = come.Sum(answers => (long)answers.Asked);
        foreach (var answers in come)
        {
            Add(answers);
            changes.FamilyOf(answers.Part).Add(answers);
        }

        changes.Tell(Platform, _controls);
        if (!_keepsQuestions)
        {
            Forget();
        }
    }

    // What nobody will judge again is held by the controls alone, until it is told; of the parts what is told by part stays.
    private void Forget()
    {
        _families.Clear();
        if (_judge.Options.KeepPassed)
        {
            return;
        }

        foreach (var part in _parts.Keys.Where(part => !_defective.Contains(part)).ToList())
        {
            _parts.Remove(part);
        }

        _parts.TrimExcess();
    }

    private void Add(PartAnswers answers)
    {
        _parts.Add(answers.Part.Key, answers);
        if (answers.Defects.Count > 0)
        {
            _defective.Add(answers.Part.Key);
        }

        foreach (var (control, tally) in answers.Tallies)
        {
            _controls[control].Tally += tally;
        }

        foreach (var (control, question) in answers.Questions)
        {
            if (!_askers.TryGetValue(question, out var askers))
            {
                _askers.Add(question, askers = []);
            }

            askers.Add((answers.Part.Key, control));
        }
    }

    private Judgement Tell()
    {
        var writer = new FindingWriter(Platform, _judge.Options.Owners, _hashes, _values.RedactorOf);
        if (Platform.Documents.Count > Few)
        {
            var threads = new ParallelOptions { MaxDegreeOfParallelism = _judge.Threads };
            Parallel.ForEach(_controls, threads, control => control.Findings(writer));
        }

        return new Judgement
        {
            Findings = [.. _toldOrder.SelectMany(number => _controls[number].Findings(writer))],
            Unknowns = [.. _toldOrder.SelectMany(number => _controls[number].Unknowns)],
            Matrix = Matrix(writer),
            Counts = new VerdictCounts(
                _controls.Sum(control => control.Tally.Passes), _controls.Sum(control => control.Fails),
                _controls.Sum(control => control.Unknown), _controls.Sum(control => control.Tally.NotApplicable)),
            ByControl = _controls.ToDictionary(
                control => control.Control.Id, control => new VerdictCounts(control.Tally.Passes, control.Fails, control.Unknown, control.Tally.NotApplicable), StringComparer.Ordinal),
            Errors = [.. _judge.Problems.Select(problem => new AssessmentError(problem.Control, 0, 0, $"{problem.Field}: {problem.Message}")), .. Defects()],
            Passed = _judge.Options.KeepPassed ? Passed() : [],
        };
    }

    private Matrix Matrix(FindingWriter writer)
    {
        var matrix = new Matrix();
        foreach (var layer in Platform.Kinds.SelectMany(kind => LayerEvidence.Of(kind, Platform.PodTemplates.Has(kind))))
        {
            matrix.SetEvidence(layer);
        }

        foreach (var control in _controls)
        {
            matrix.Add(control.Control, control.Findings(writer).Length, control.Unknown, control.Tally.Passes);
        }

        return matrix;
    }

    // A control that fails on one subject fails on many: it is told once.
    private IEnumerable<AssessmentError> Defects() =>
        from defect in _defective.SelectMany(part => _parts[part].Defects)
        group defect by (_controls[defect.Control].Control.Id, defect.Field, defect.Message) into same
        orderby same.Key.Id, same.Key.Field, same.Key.Message
        let others = same.Count() == 1 ? "" : $" and {same.Count() - 1} more"
        select new AssessmentError(same.Key.Id, 0, 0, $"{same.Key.Field} failed on {same.Select(defect => defect.Subject.Text).Min(StringComparer.Ordinal)}{others}: {same.Key.Message}");

    private (Control Control, SubjectName Subject)[] Passed() =>
        [.. Parts(_values).SelectMany(part => _parts[part.Key].Passed).OrderBy(passed => passed.Control).Select(passed => (_controls[passed.Control].Control, passed.Subject.Name))];
}
