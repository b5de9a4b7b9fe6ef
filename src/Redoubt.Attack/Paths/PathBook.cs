using Redoubt.Attack.Facts;
using Redoubt.Attack.Model;

namespace Redoubt.Attack.Paths;

/// <summary>
/// What the ways from entries to jewels rest on, for programs: the atoms, the clauses that are used, and of each pair its failure sets, each with a derivation. Who reads it can
/// check every claim without this program. Immutable.
/// </summary>
public sealed class PathBook
{
    /// <summary>The most sets of one pair that are written down with their derivations; how many more there are is said.</summary>
    public const int MostSets = 100;

    private readonly AttackModel _model;
    private readonly StepTeller _teller;
    private readonly Dictionary<int, int> _atomNumbers = [];
    private readonly Dictionary<int, int> _clauseNumbers = [];
    private readonly SortedDictionary<string, Cause> _causes = new(StringComparer.Ordinal);
    private readonly List<PathAtom> _atoms = [];
    private readonly List<PathClause> _clauses = [];

    internal PathBook(AttackModel model, IReadOnlyList<EntryDepths> found, int mostCauses)
    {
        (_model, _teller) = (model, new StepTeller(model));
        Entries = [.. found.Select(depths => new PathEntry(depths.Entry.Name, [.. depths.Entry.Holds.Select(model.Find).OfType<int>().Select(Atom)]))];
        Pairs = [.. from depths in found from pair in depths.Pairs select Pair(depths, pair, mostCauses)];
    }

    /// <summary>The causes that fail in some set, by name.</summary>
    public IEnumerable<PathCause> Causes => _causes.Select(cause => new PathCause(cause.Key, cause.Value.Mechanism.FailsAs, cause.Value.Scope, cause.Value.Mechanism.Layer, cause.Value.Mechanism.IsPartial));

    /// <summary>What is held on some way, by number.</summary>
    public IReadOnlyList<PathAtom> Atoms => _atoms;

    /// <summary>The clauses that some derivation uses, by number.</summary>
    public IReadOnlyList<PathClause> Clauses => _clauses;

    /// <summary>Where an attacker begins.</summary>
    public IReadOnlyList<PathEntry> Entries { get; }

    /// <summary>Every entry with every jewel.</summary>
    public IReadOnlyList<PathPair> Pairs { get; }

    private PathPair Pair(EntryDepths depths, DepthPair pair, int mostCauses)
    {
        FailureCauses[] sets = [.. pair.Sets.Where(set => set.Causes.Count <= mostCauses)];
        return new PathPair(pair, [.. sets.Take(MostSets).Select(set => new PathSet(set.Causes, [.. depths.Clauses(set).Select(Clause)]))], Math.Max(0, sets.Length - MostSets));
    }

    private int Atom(int atom)
    {
        if (!_atomNumbers.TryGetValue(atom, out var number))
        {
            _atomNumbers.Add(atom, number = _atoms.Count);
            _atoms.Add(new PathAtom(_model.Atoms[atom], AtomText.Say(_model.Atoms[atom])));
        }

        return number;
    }

    private int Clause(int clause)
    {
        if (_clauseNumbers.TryGetValue(clause, out var number))
        {
            return number;
        }

        var (horn, move) = (_model.Clauses[clause], _model.Moves[clause]);
        Cause[] causes = [.. horn.Cost.Causes.Select(_model.CauseOf)];
        foreach (var cause in causes)
        {
            _causes[cause.ToString()] = cause;
        }

        _clauseNumbers.Add(clause, number = _clauses.Count);
        _clauses.Add(new PathClause
        {
            Gives = Atom(horn.Head),
            Needs = [.. horn.Body.Select(Atom)],
            Fails = [.. causes.Select(cause => cause.ToString()).Order(StringComparer.Ordinal)],
            Fact = horn.Cost.Fact == 0 ? "" : AttackFact.All[horn.Cost.Fact - 1].Name,
            Why = move.Why,
            Step = _teller.Tell(clause),
        });
        return number;
    }
}

/// <summary>A cause: what fails once and counts once.</summary>
/// <param name="Name">Its name, as <c>app-code[registry.example/web]</c>.</param>
/// <param name="Mechanism">The mechanism.</param>
/// <param name="Scope">What one failure covers; empty for the platform.</param>
/// <param name="Layer">The mechanism's layer.</param>
/// <param name="IsPartial">Whether it stops only some forms of an attack.</param>
public sealed record PathCause(string Name, string Mechanism, string Scope, string Layer, bool IsPartial);

/// <summary>Something that an attacker holds.</summary>
/// <param name="Name">As <c>exec:shop/cart/web</c>.</param>
/// <param name="Say">In words.</param>
public sealed record PathAtom(string Name, string Say);

/// <summary>An entry with the numbers of what is held at the start.</summary>
/// <param name="Name">The entry.</param>
/// <param name="Holds">Numbers of atoms.</param>
public sealed record PathEntry(string Name, IReadOnlyList<int> Holds);

/// <summary>Whoever holds all that it needs, once what fails has failed, holds what it gives.</summary>
public sealed record PathClause
{
    /// <summary>The number of what it gives.</summary>
    public required int Gives { get; init; }

    /// <summary>The numbers of what it needs.</summary>
    public required IReadOnlyList<int> Needs { get; init; }

    /// <summary>The causes that have to fail.</summary>
    public required IReadOnlyList<string> Fails { get; init; }

    /// <summary>The unseen fact that has to be bad; empty for none.</summary>
    public required string Fact { get; init; }

    /// <summary>Why it holds, where it is no technique.</summary>
    public required string Why { get; init; }

    /// <summary>What happens in it, with its place; null where it only says that one thing is another.</summary>
    public required AttackStep? Step { get; init; }
}

/// <summary>An entry and a jewel.</summary>
/// <param name="Pair">What stands between them.</param>
/// <param name="Sets">The failure sets, the smallest first, each with its derivation.</param>
/// <param name="More">How many more there are.</param>
public sealed record PathPair(DepthPair Pair, IReadOnlyList<PathSet> Sets, int More);

/// <summary>Causes whose failure makes a jewel derivable.</summary>
/// <param name="Causes">The causes.</param>
/// <param name="Derivation">Numbers of clauses, in an order in which each stands on those before it.</param>
public sealed record PathSet(IReadOnlyList<string> Causes, IReadOnlyList<int> Derivation);
