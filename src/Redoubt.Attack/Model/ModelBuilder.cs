using Redoubt.Attack.Facts;
using Redoubt.Attack.Search;

namespace Redoubt.Attack.Model;

/// <summary>Collects clauses. Atoms and causes get numbers as they are met.</summary>
/// <param name="mechanisms">The mechanisms that there are, by name.</param>
/// <param name="without">Those that are taken to have failed already.</param>
internal sealed class ModelBuilder(IReadOnlyDictionary<string, Mechanism> mechanisms, IReadOnlyCollection<string> without)
{
    private readonly Dictionary<string, int> _atoms = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _causes = new(StringComparer.Ordinal);
    private readonly List<Cause> _causeList = [];
    private readonly List<HornClause> _clauses = [];
    private readonly List<Move> _moves = [];
    private readonly HashSet<int> _guards = [];

    /// <summary>The number of an atom.</summary>
    /// <param name="name">Its name.</param>
    public int Atom(string name)
    {
        if (!_atoms.TryGetValue(name, out var number))
        {
            _atoms.Add(name, number = _names.Count);
            _names.Add(name);
        }

        return number;
    }

    /// <summary>The failure of a cause.</summary>
    /// <param name="mechanism">The mechanism.</param>
    /// <param name="scope">The image or the engine; not looked at where one failure covers the platform.</param>
    public FailureSet Failure(string mechanism, string scope)
    {
        if (without.Contains(mechanism))
        {
            return FailureSet.None;
        }

        var cause = new Cause(mechanisms[mechanism], mechanisms[mechanism].One == FailureScope.Platform ? "" : scope);
        if (!_causes.TryGetValue(cause.ToString(), out var number))
        {
            _causeList.Add(cause);
            _causes.Add(cause.ToString(), number = _causeList.Count);
        }

        return FailureSet.OfCause(number);
    }

    /// <summary>The atom of a guard that is off: its cause has failed, or a technique has disarmed just this place.</summary>
    /// <param name="mechanism">The mechanism.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="scope">The image or the engine whose failure takes it.</param>
    /// <param name="isBad">The fact that would mean that it stands nowhere; null if it stands for certain.</param>
    public int Off(string mechanism, string place, string scope = "", AttackFact? isBad = null)
    {
        var atom = Atom($"off:{mechanism}@{place}");
        if (_guards.Add(atom))
        {
            Add(new Move(null, null, mechanisms[mechanism].Say), atom, [], Failure(mechanism, scope));
            if (isBad is not null)
            {
                Add(new Move(null, null, isBad.Say), atom, [], FailureSet.OfFact(isBad.Number));
            }
        }

        return atom;
    }

    /// <summary>Adds a clause.</summary>
    /// <param name="move">Why it is there.</param>
    /// <param name="head">What it gives.</param>
    /// <param name="body">What it needs.</param>
    /// <param name="cost">What has to fail.</param>
    public void Add(Move move, int head, int[] body, FailureSet cost)
    {
        Array.Sort(body);
        _clauses.Add(new HornClause(head, body, cost));
        _moves.Add(move);
    }

    /// <summary>Adds what holds of itself.</summary>
    /// <param name="why">Why, in words.</param>
    /// <param name="head">What it gives.</param>
    /// <param name="body">What it needs.</param>
    public void Add(string why, string head, params ReadOnlySpan<string> body)
    {
        var atoms = new int[body.Length];
        for (var i = 0; i < body.Length; i++)
        {
            atoms[i] = Atom(body[i]);
        }

        Add(new Move(null, null, why), Atom(head), atoms, FailureSet.None);
    }

    /// <summary>The atoms of a kind that clauses need so far.</summary>
    /// <param name="prefix">How their names begin.</param>
    public IReadOnlyList<string> Needed(string prefix) =>
        [.. _clauses.SelectMany(clause => clause.Body).Distinct().Select(atom => _names[atom]).Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];

    /// <summary>The model.</summary>
    /// <param name="guards">Tells guards.</param>
    public AttackModel Build(GuardTeller guards) => new(_atoms, _names, _causeList, _clauses, _moves) { Guards = guards };
}
