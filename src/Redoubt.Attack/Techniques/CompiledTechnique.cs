using Redoubt.Attack.Facts;
using Redoubt.Attack.Relations;
using Redoubt.Cel;

namespace Redoubt.Attack.Techniques;

/// <summary>A technique with its expressions as programs, each made when it is first asked for. For one thread.</summary>
internal sealed class CompiledTechnique
{
    private static readonly CelOptions Options = new() { Expected = CelType.Bool };

    private readonly IReadOnlyList<string> _expressions;
    private readonly CelProgram?[] _programs;
    private readonly Lazy<IReadOnlyList<(AttackFact Fact, int Variable)>> _facts;
    private IReadOnlyList<(TechniqueLanguage.RowVariable Variable, int Index)>? _variables;
    private CelFrame? _frame;

    public CompiledTechnique(Technique technique, TechniqueLanguage language)
    {
        Technique = technique;
        Relation = Relation.Find(technique.Over) ?? throw new ArgumentException($"`{technique.Over}` is no relation", nameof(technique));
        Environment = language.Of(Relation.Sample);
        _expressions = technique.Expressions;
        _programs = new CelProgram?[_expressions.Count];
        _facts = new(() => [.. (technique.Facts ?? Read()).Select(fact => (fact, Environment.VariableIndex(fact.Variable)))]);
    }

    public Technique Technique { get; }

    public Relation Relation { get; }

    public CelEnvironment Environment { get; }

    /// <summary>When it is possible; null for always.</summary>
    public CelProgram? When => Program(0);

    /// <summary>The facts that its expressions read, each with where it lies in a frame.</summary>
    public IReadOnlyList<(AttackFact Fact, int Variable)> Facts => _facts.Value;

    /// <summary>The frame of its programs with the values of a row; the next row's take their place.</summary>
    /// <param name="row">The row.</param>
    /// <param name="ground">What is known.</param>
    public CelFrame Frame(Row row, Ground ground)
    {
        _frame ??= new CelFrame(Environment);
        _variables ??= TechniqueLanguage.ReadBy(Environment, Enumerable.Range(0, _expressions.Count).Select(Program).OfType<CelProgram>());
        foreach (var (variable, index) in _variables)
        {
            _frame[index] = variable.Value(row, ground);
        }

        return _frame;
    }

    /// <summary>When something stands in the way; null for always.</summary>
    /// <param name="stop">Which of the technique's stops.</param>
    public CelProgram? If(int stop) => Program(1 + stop);

    /// <summary>An expression as a program; null where it is empty.</summary>
    /// <param name="expression">Which of the technique's expressions.</param>
    /// <exception cref="InvalidOperationException">It does not compile; the build lets no such through.</exception>
    public CelProgram? Program(int expression) => _expressions[expression].Length == 0 ? null : _programs[expression] ??=
        Technique.Programs is { } packed ? packed.Load(Environment, _expressions[expression], expression)
        : Compile(expression).Program ?? throw new InvalidOperationException($"technique {Technique.Name}: `{_expressions[expression]}`: {Compile(expression).Problems[0]}");

    /// <summary>Compiles an expression from its text.</summary>
    /// <param name="expression">Which of the technique's expressions.</param>
    public CelResult Compile(int expression) => Environment.Compile(_expressions[expression], Options);

    /// <summary>The number of an expression in an image; -1 where it is empty.</summary>
    /// <param name="expression">Which of the technique's expressions.</param>
    /// <param name="image">Takes it.</param>
    public int AddTo(CelImageWriter image, int expression) => _expressions[expression].Length == 0 ? -1 : image.Add(Environment, _expressions[expression], Options);

    /// <summary>Whether compiling an expression gives what a pack holds.</summary>
    /// <param name="packed">The same technique from a pack.</param>
    /// <param name="expression">Which of the technique's expressions.</param>
    public bool Fits(Technique packed, int expression) => packed.Programs!.Fits(Environment, _expressions[expression], Options, expression);

    private AttackFact[] Read()
    {
        var read = Enumerable.Range(0, _expressions.Count).Select(Program).OfType<CelProgram>().SelectMany(program => program.FreeVariables).ToHashSet(StringComparer.Ordinal);
        return [.. AttackFact.All.Where(fact => read.Contains(fact.Variable))];
    }
}
