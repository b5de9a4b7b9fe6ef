using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>Asks the controls about one part of a platform after another, on one thread.</summary>
/// <param name="judge">Has the controls.</param>
/// <param name="values">The platform's values.</param>
/// <param name="hashes">Names list elements that have no name.</param>
/// <param name="keepsQuestions">Whether what the controls ask of the platform is kept, to judge again after a change.</param>
internal sealed class PartExaminer(PlatformJudge judge, PlatformValues values, ContentHashes hashes, bool keepsQuestions)
{
    private readonly PlatformQuestions _questions = new(values, judge.Options.KubernetesMinor, judge.Options.HasBootstrap, judge.Options.Today, keepsQuestions);
    private readonly Dictionary<GroupKind, ViewControls[]> _viewsOf = [];
    private readonly Dictionary<ViewLanguage, ViewFrame> _frames = [];
    private readonly Dictionary<int, Examiner?> _examiners = [];
    private readonly List<(int Control, Tally Tally)> _tallies = [];
    private readonly SameTallies _same = new();
    private readonly Places _places = new(hashes);

    /// <summary>The answers of every control.</summary>
    public PartAnswers Ask(PlatformPart part) => Ask(part, _ => true);

    /// <summary>The answers of some controls.</summary>
    /// <param name="part">The part.</param>
    /// <param name="isAsked">Which controls, by their numbers.</param>
    public PartAnswers Ask(PlatformPart part, Func<int, bool> isAsked)
    {
        var answers = new PartAnswers(part, judge.Options.KeepPassed);
        var places = _places.Of(part.Document);
        _tallies.Clear();
        foreach (var view in ViewsOf(part))
        {
            Subject[]? subjects = null;
            foreach (var number in view.Controls)
            {
                if (!isAsked(number))
                {
                    continue;
                }

                subjects ??= view.View.In(part, values);
                if (subjects.Length == 0)
                {
                    break;
                }

                Ask(number, subjects, places, answers);
            }
        }

        answers.Tallies = _same.Of(_tallies);
        return answers;
    }

    private void Ask(int number, Subject[] subjects, Places places, PartAnswers answers)
    {
        if (ExaminerOf(number) is not { } examiner)
        {
            return;
        }

        answers.Asked++;
        _questions.Forget();
        if (examiner.Ask(subjects, places, answers) is var tally && tally != default)
        {
            _tallies.Add((number, tally));
        }

        if (keepsQuestions)
        {
            foreach (var question in _questions.Asked)
            {
                answers.Add(number, question);
            }
        }
    }

    private IEnumerable<ViewControls> ViewsOf(PlatformPart part)
    {
        if (part is not ObjectPart)
        {
            return judge.Views;
        }

        var kind = part.Document.Key.Kind;
        if (!_viewsOf.TryGetValue(kind, out var views))
        {
            _viewsOf.Add(kind, views = [.. judge.Views.Where(view => view.View.MayBeIn(kind))]);
        }

        return views;
    }

    private Examiner? ExaminerOf(int number)
    {
        if (!_examiners.TryGetValue(number, out var examiner))
        {
            _examiners.Add(number, examiner = judge.Compiled(number) is { } control ? new Examiner(number, control, FrameOf(control.Language), values, judge.Options) : null);
        }

        return examiner;
    }

    private ViewFrame FrameOf(ViewLanguage language)
    {
        if (!_frames.TryGetValue(language, out var frame))
        {
            _frames.Add(language, frame = new ViewFrame(language, _questions, _frames.Values.FirstOrDefault()));
        }

        return frame;
    }
}
