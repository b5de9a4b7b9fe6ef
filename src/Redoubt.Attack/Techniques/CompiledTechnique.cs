using Redoubt.Attack.Facts;
using Redoubt.Attack.Relations;
using Redoubt.Cel;

namespace Redoubt.Attack.Techniques;

/// <summary>A technique with its expressions as programs.</summary>
internal sealed class CompiledTechnique
{
    private readonly List<AttackFact> _facts;

    public CompiledTechnique(Technique technique, TechniqueLanguage language, ICollection<string> problems)
    {
        Technique = technique;
        Relation = Relation.Find(technique.Over) ?? throw new ArgumentException($"`{technique.Over}` is no relation", nameof(technique));
        Environment = language.Of(Relation.Sample);
        When = Compile(technique.When, problems);
        Stops = [.. technique.Stops.Select(stop => (stop, Compile(stop.If, problems)))];
        var read = Stops.Select(stop => stop.If).Append(When).OfType<CelProgram>().SelectMany(program => program.FreeVariables).ToHashSet(StringComparer.Ordinal);
        _facts = [.. AttackFact.All.Where(fact => read.Contains($"facts.{fact.Name}"))];
    }

    public Technique Technique { get; }

    public Relation Relation { get; }

    public CelEnvironment Environment { get; }

    /// <summary>When it is possible; null for always.</summary>
    public CelProgram? When { get; }

    /// <summary>What stands in the way, each with when it does; null for always.</summary>
    public IReadOnlyList<(Stop Stop, CelProgram? If)> Stops { get; }

    /// <summary>The facts that its expressions read.</summary>
    public IReadOnlyList<AttackFact> Facts => _facts;

    private CelProgram? Compile(string text, ICollection<string> problems)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var result = Environment.Compile(text, new CelOptions { Expected = CelType.Bool });
        foreach (var problem in result.Problems)
        {
            problems.Add($"technique {Technique.Name}: `{text}`: {problem}");
        }

        return result.Program;
    }
}
