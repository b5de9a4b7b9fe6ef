using Redoubt.Attack.Search;

namespace Redoubt.Attack.Model;

/// <summary>All clauses of a platform, with the names of what their numbers stand for. Immutable.</summary>
internal sealed class AttackModel
{
    private readonly Dictionary<string, int> _numbers;

    public AttackModel(Dictionary<string, int> numbers, IReadOnlyList<string> atoms, IReadOnlyList<Cause> causes, IReadOnlyList<HornClause> clauses, IReadOnlyList<Move> moves)
    {
        (_numbers, Atoms, Causes, Clauses, Moves) = (numbers, atoms, causes, clauses, moves);
        Program = new HornProgram(atoms.Count, clauses);
    }

    /// <summary>The atoms, by number.</summary>
    public IReadOnlyList<string> Atoms { get; }

    /// <summary>The causes; the number of one is its place, from 1.</summary>
    public IReadOnlyList<Cause> Causes { get; }

    public IReadOnlyList<HornClause> Clauses { get; }

    /// <summary>Why each clause is there.</summary>
    public IReadOnlyList<Move> Moves { get; }

    public HornProgram Program { get; }

    /// <summary>The number of an atom; null where no clause speaks of it.</summary>
    public int? Find(string atom) => _numbers.TryGetValue(atom, out var number) ? number : null;

    /// <summary>A cause by its number.</summary>
    public Cause CauseOf(int number) => Causes[number - 1];
}
