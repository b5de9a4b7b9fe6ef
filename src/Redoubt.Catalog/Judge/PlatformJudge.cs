using System.Collections.Concurrent;
using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Files;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Evidence;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Judge;

/// <summary>Asks every control of every subject of a platform. Compiled controls are kept, so that one judge serves many platforms.</summary>
public sealed class PlatformJudge
{
    // Subjects that one thread takes at a time: enough to hide the cost of taking, few enough to share the work.
    private const int Stretch = 256;

    private readonly JudgeOptions _options;
    private readonly IReadOnlyList<Control> _controls;
    private readonly ControlCompiler _compiler;
    private readonly ConcurrentDictionary<string, Lazy<CompiledControl?>> _compiled = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<ControlProblem> _problems = [];

    /// <summary>A judge for these controls; a control is compiled when the first subject of its view appears.</summary>
    /// <param name="catalog">For its derived facts.</param>
    /// <param name="controls">The controls to ask.</param>
    /// <param name="options">How to judge.</param>
    public PlatformJudge(ControlCatalog catalog, IReadOnlyList<Control> controls, JudgeOptions options)
    {
        _options = options;
        _controls = controls;
        var environments = new ViewEnvironments(catalog.Facts, options.KubernetesMinor, new KubernetesTypes(options.CustomKinds));
        _compiler = new ControlCompiler(environments, new FactTable(catalog.Facts), options.Parameters);
        foreach (var problem in environments.Problems)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>What is wrong with the facts and the controls compiled so far.</summary>
    public IReadOnlyList<ControlProblem> Problems =>
        [.. _problems.OrderBy(problem => problem.Control, StringComparer.Ordinal).ThenBy(problem => problem.Offset)];

    /// <summary>Compiles every control now and says what is wrong with them.</summary>
    public IReadOnlyList<ControlProblem> CompileAll()
    {
        foreach (var control in _controls)
        {
            _ = Compiled(control);
        }

        return Problems;
    }

    /// <summary>Judges a platform. The same platform always gives the same judgement, whatever the number of threads.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Judgement Judge(Platform platform, CancellationToken cancellation = default)
    {
        var values = new PlatformValues(platform);
        var answers = Ask(values, new SubjectLists(values), cancellation);
        return new Verdicts(_options, _controls).Tell(platform, answers, Problems);
    }

    private Answers[] Ask(PlatformValues values, SubjectLists subjects, CancellationToken cancellation)
    {
        var work = new List<(CompiledControl Control, Subject[] Subjects, int Start)>();
        foreach (var control in _controls)
        {
            if (!InRange(control) || Compiled(control) is not { } compiled)
            {
                continue;
            }

            var list = subjects.Of(compiled);
            for (var start = 0; start < list.Length; start += Stretch)
            {
                work.Add((compiled, list, start));
            }
        }

        var answers = new Answers[work.Count];
        var threads = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount,
        };
        Parallel.For(0, work.Count, threads, index =>
        {
            var (control, list, start) = work[index];
            answers[index] = new Answers(control) { PassedSubjects = _options.KeepPassed ? [] : null };
            var examiner = new Examiner(control, values, answers[index]);
            foreach (var subject in list.AsSpan(start, Math.Min(Stretch, list.Length - start)))
            {
                examiner.Ask(subject);
            }
        });
        return answers;
    }

    private bool InRange(Control control) =>
        VersionRange.TryParse(control.Rule.Kubernetes, out var range) && range.Contains(_options.KubernetesMinor);

    private CompiledControl? Compiled(Control control) => _compiled.GetOrAdd(
        control.Id,
        _ => new Lazy<CompiledControl?>(() =>
        {
            var problems = new List<ControlProblem>();
            var compiled = _compiler.Compile(control, problems);
            problems.ForEach(_problems.Add);
            return compiled;
        })).Value;
}
