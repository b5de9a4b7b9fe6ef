using Redoubt.Attack.Search;

namespace Redoubt.Attack.Model;

/// <summary>All clauses of a platform, with the names of what their numbers stand for. Immutable.</summary>
internal sealed class AttackModel
{
    private readonly Dictionary<string, int> _numbers;
    private readonly Lazy<SymmetryFinder> _symmetries;

    public AttackModel(Dictionary<string, int> numbers, IReadOnlyList<string> atoms, IReadOnlyList<Cause> causes, IReadOnlyList<HornClause> clauses, IReadOnlyList<Move> moves)
    {
        (_numbers, Atoms, Causes, Clauses, Moves) = (numbers, atoms, causes, clauses, moves);
        Program = new HornProgram(atoms.Count, clauses);
        _symmetries = new Lazy<SymmetryFinder>(() => new SymmetryFinder(clauses, ColoursOf(), atoms.Count, causes.Count));
    }

    /// <summary>Tells guards; null where nobody asks.</summary>
    public GuardTeller? Guards { get; init; }

    /// <summary>What stands in the way of a clause, or could.</summary>
    public IReadOnlyList<AttackGuard> GuardsOf(int clause) => Guards?.Of(this, clause) ?? [];

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

    /// <summary>Finds what is alike.</summary>
    public SymmetryFinder Symmetries => _symmetries.Value;

    /// <summary>The clause that stands in the place of another.</summary>
    public int Exchanged(int clause, Symmetry symmetry) => ReferenceEquals(symmetry, Symmetry.None) ? clause : Symmetries.Find(symmetry.Of(Clauses[clause]));

    /// <summary>A cause by its number.</summary>
    public Cause CauseOf(int number) => Causes[number - 1];

    /// <summary>What a clause says, by names: <c>head ← body, body; cause; why</c>.</summary>
    public string TextOf(int clause)
    {
        var horn = Clauses[clause];
        var body = horn.Body.Select(atom => Atoms[atom]).Order(StringComparer.Ordinal);
        var causes = horn.Cost.Causes.Select(cause => CauseOf(cause).ToString()).Order(StringComparer.Ordinal);
        return $"{Atoms[horn.Head]} ← {string.Join(", ", body)}; {string.Join(", ", causes)} ?{horn.Cost.Fact}; {Moves[clause].Technique?.Name}";
    }

    // Kinds of atoms, with the right or the mechanism, tell at first what is alike.
    private Colours ColoursOf() => new(Clauses, [.. Atoms.Select(Kind).Select(Number)], [0, .. Causes.Select(cause => Number(cause.Mechanism.Name))]);

    private static string Kind(string atom)
    {
        var colon = atom.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? atom : atom[..colon] is var kind && kind is "can" or "off" && atom.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? atom[..at] : atom[..colon];
    }

    private static ulong Number(string text) => text.Aggregate(14695981039346656037UL, (number, letter) => (number ^ letter) * 1099511628211);
}
