using System.Collections.Concurrent;
using Redoubt.Catalog.Compile;
using Redoubt.Evidence;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Judge;

/// <summary>Asks every control of every subject of a platform. Compiled controls are kept, so that one judge serves many platforms.</summary>
public sealed class PlatformJudge
{
    private readonly ControlCompiler _compiler;
    private readonly Lazy<CompiledControl?>[] _compiled;
    private readonly ConcurrentBag<ControlProblem> _problems = [];

    /// <summary>A judge for these controls; a control is compiled when there is a subject of its view.</summary>
    /// <param name="catalog">For its derived facts.</param>
    /// <param name="controls">The controls to ask.</param>
    /// <param name="options">How to judge.</param>
    public PlatformJudge(ControlCatalog catalog, IReadOnlyList<Control> controls, JudgeOptions options)
    {
        Options = options;
        Controls = controls;
        var environments = new ViewEnvironments(catalog, options.KubernetesMinor, new KubernetesTypes(options.CustomKinds));
        _compiler = new ControlCompiler(environments, new FactTable(catalog.Facts), options.Parameters);
        foreach (var problem in environments.Problems)
        {
            _problems.Add(problem);
        }

        _compiled = [.. controls.Select(control => new Lazy<CompiledControl?>(() => Compile(control)))];
        var viewed = controls.Index().Where(one => one.Item.Target.IsFor(options.KubernetesMinor)).ToLookup(one => one.Item.Target.View?.Name, one => one.Index);
        Views = [.. viewed.Where(view => view.Key is not null).Select(view => new ViewControls(controls[view.First()].Target.View!, [.. view]))];

        // What is said of those that ask in no view there is, is said whatever is judged.
        foreach (var number in viewed[null])
        {
            _ = _compiled[number].Value;
        }
    }

    /// <summary>What is wrong with the facts and the controls compiled so far.</summary>
    public IReadOnlyList<ControlProblem> Problems =>
        [.. _problems.OrderBy(problem => problem.Control, StringComparer.Ordinal).ThenBy(problem => problem.Offset)];

    internal JudgeOptions Options { get; }

    internal IReadOnlyList<Control> Controls { get; }

    /// <summary>The views with the controls that are for the target version.</summary>
    internal IReadOnlyList<ViewControls> Views { get; }

    internal int Threads => Options.Threads > 0 ? Options.Threads : Environment.ProcessorCount;

    /// <summary>Compiles every control now and says what is wrong with them.</summary>
    public IReadOnlyList<ControlProblem> CompileAll()
    {
        foreach (var control in _compiled)
        {
            control.Value?.MakeAll();
        }

        return Problems;
    }

    /// <summary>Judges a platform. The same platform always gives the same judgement, whatever the number of threads.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Judgement Judge(Platform platform, CancellationToken cancellation = default) =>
        new VerdictStore(this, platform, keepsQuestions: false, cancellation).Judgement;

    /// <summary>Judges a platform and keeps the verdicts, to judge it again after changes.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public VerdictStore Start(Platform platform, CancellationToken cancellation = default) => new(this, platform, keepsQuestions: true, cancellation);

    /// <summary>The control of a number as programs; null when it has problems.</summary>
    /// <summary>The controls whose work grows faster than n log n with the platform: each with why, at its rule.</summary>
    public IReadOnlyList<ControlProblem> Costly() =>
    [
        .. _compiled.Select(control => control.Value).OfType<CompiledControl>()
            .Select(control => (control.Control.Id, Field: control.Control.Rule.Check.Length > 0 ? "check" : "when", Objection: ControlGrowth.Objection(control)))
            .Where(one => one.Objection is not null).Select(one => new ControlProblem(one.Id, one.Field, 0, one.Objection!)),
    ];

    internal CompiledControl? Compiled(int number) => _compiled[number].Value;

    /// <summary>Compiles the controls of the user's own that have subjects on a platform, on all threads; the built-in ones are compiled.</summary>
    internal void Prepare(Platform platform)
    {
        int[] asked = [.. Views.Where(view => view.View.IsIn(platform)).SelectMany(view => view.Controls).Where(number => !Controls[number].IsPacked)];
        if (asked.Length == 0)
        {
            return;
        }

        Parallel.For(0, asked.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads }, index => Compiled(asked[index]));
    }

    private CompiledControl? Compile(Control control)
    {
        var problems = new List<ControlProblem>();
        var compiled = _compiler.Compile(control, problems);
        problems.ForEach(_problems.Add);
        return compiled;
    }
}
