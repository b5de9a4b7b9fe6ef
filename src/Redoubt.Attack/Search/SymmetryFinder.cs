namespace Redoubt.Attack.Search;

/// <summary>
/// Finds symmetries of clauses that exchange what is held at one start for what is held at another. It guesses by colours and then looks at every clause that
/// the exchange touches: what it gives is proved, what it does not find may still be there.
/// </summary>
internal sealed class SymmetryFinder
{
    // What is exchanged is two workloads and what belongs to them, or two namespaces.
    private const int MostExchanged = 4_000;

    private readonly IReadOnlyList<HornClause> _clauses;
    private readonly Colours _colours;
    private readonly List<int>[] _ofAtom;
    private readonly List<int>[] _ofCause;
    private readonly Dictionary<ulong, List<int>> _byContent = [];

    public SymmetryFinder(IReadOnlyList<HornClause> clauses, Colours colours, int atoms, int causes)
    {
        (_clauses, _colours) = (clauses, colours);
        (_ofAtom, _ofCause) = (Lists(atoms), Lists(causes + 1));
        for (var number = 0; number < clauses.Count; number++)
        {
            foreach (var atom in clauses[number].Body.Append(clauses[number].Head).Distinct())
            {
                _ofAtom[atom].Add(number);
            }

            foreach (var cause in clauses[number].Cost.Causes)
            {
                _ofCause[cause].Add(number);
            }

            var content = Content(clauses[number]);
            (_byContent.TryGetValue(content, out var same) ? same : _byContent[content] = []).Add(number);
        }
    }

    /// <summary>By which atoms that are alike have equal keys.</summary>
    /// <param name="held">What is held at a start.</param>
    public ulong Key(IEnumerable<int> held) => held.Aggregate(0UL, (key, atom) => key + Colours.Mix(_colours.OfAtom(atom), 6));

    /// <summary>A symmetry that exchanges one start for another; null if none was found.</summary>
    /// <param name="one">What is held at the one.</param>
    /// <param name="other">What is held at the other.</param>
    public Symmetry? Find(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        var guess = new Guess(this);
        return guess.Pair(one, other) && guess.Follow() && new Symmetry(guess.Atoms, guess.Causes) is var found && guess.Touched.All(clause => Find(found.Of(_clauses[clause])) >= 0)
            ? found : null;
    }

    /// <summary>The number of a clause with this content; -1 if there is none.</summary>
    public int Find(HornClause clause)
    {
        foreach (var number in _byContent.GetValueOrDefault(Content(clause), []))
        {
            if (_clauses[number].Head == clause.Head && _clauses[number].Cost.Equals(clause.Cost) && _clauses[number].Body.AsSpan().SequenceEqual(clause.Body))
            {
                return number;
            }
        }

        return -1;
    }

    private static List<int>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<int>())];

    private static ulong Content(HornClause clause)
    {
        var content = Colours.Mix((ulong)clause.Head, (ulong)clause.Cost.GetHashCode());
        foreach (var atom in clause.Body)
        {
            content = Colours.Mix(content, (ulong)atom);
        }

        return content;
    }

    // Pairs what stands in the same place, beginning with the two starts.
    private sealed class Guess(SymmetryFinder finder)
    {
        private readonly Queue<(int One, int Other)> _open = new();

        public Dictionary<int, int> Atoms { get; } = [];

        public Dictionary<int, int> Causes { get; } = [];

        /// <summary>The clauses in which something is exchanged.</summary>
        public IEnumerable<int> Touched => Atoms.Keys.SelectMany(atom => finder._ofAtom[atom]).Concat(Causes.Keys.SelectMany(cause => finder._ofCause[cause])).Distinct();

        public bool Follow()
        {
            while (_open.TryDequeue(out var pair))
            {
                if (Atoms.Count > MostExchanged || !Pair(pair.One, pair.Other))
                {
                    return false;
                }
            }

            return true;
        }

        // Atoms of one colour in their order: clauses are made thing by thing, so that what belongs together comes in the same order.
        public bool Pair(IReadOnlyList<int> one, IReadOnlyList<int> other)
        {
            if (one.Count != other.Count)
            {
                return false;
            }

            var colours = finder._colours;
            return one.OrderBy(colours.OfAtom).ThenBy(atom => atom).Zip(other.OrderBy(colours.OfAtom).ThenBy(atom => atom)).All(pair => Exchange(pair.First, pair.Second));
        }

        private bool Exchange(int one, int other)
        {
            if (Atoms.TryGetValue(one, out var known) || Atoms.ContainsKey(other))
            {
                return Atoms.ContainsKey(one) && known == other;
            }

            if (one == other)
            {
                return true;
            }

            if (finder._colours.OfAtom(one) != finder._colours.OfAtom(other))
            {
                return false;
            }

            (Atoms[one], Atoms[other]) = (other, one);
            _open.Enqueue((one, other));
            return true;
        }

        private bool ExchangeCause(int one, int other)
        {
            if (Causes.TryGetValue(one, out var known) || Causes.ContainsKey(other))
            {
                return Causes.ContainsKey(one) && known == other;
            }

            if (one != other)
            {
                (Causes[one], Causes[other]) = (other, one);
            }

            return finder._colours.OfCause(one) == finder._colours.OfCause(other);
        }

        // Clauses that the exchange so far turns into one another are paired as they are, the others of one colour in their order.
        private bool Pair(int one, int other)
        {
            var (mine, theirs) = (finder._ofAtom[one], finder._ofAtom[other]);
            if (mine.Count != theirs.Count)
            {
                return false;
            }

            var symmetry = new Symmetry(Atoms, Causes);
            var taken = new HashSet<int>();
            var left = new List<int>();
            foreach (var clause in mine)
            {
                if (finder.Find(symmetry.Of(finder._clauses[clause])) is not (>= 0 and var image) || !taken.Add(image))
                {
                    left.Add(clause);
                }
            }

            var open = theirs.Where(clause => !taken.Contains(clause)).ToLookup(finder._colours.OfClause);
            foreach (var alike in left.GroupBy(finder._colours.OfClause))
            {
                var others = open[alike.Key].ToArray();
                if (others.Length != alike.Count() || !alike.Zip(others).All(pair => PairClauses(finder._clauses[pair.First], finder._clauses[pair.Second])))
                {
                    return false;
                }
            }

            return true;
        }

        private bool PairClauses(HornClause one, HornClause other)
        {
            var colours = finder._colours;
            return one.Cost.Size == other.Cost.Size && Exchange(one.Head, other.Head) && Pair(one.Body, other.Body)
                && one.Cost.Causes.OrderBy(colours.OfCause).ThenBy(cause => cause).Zip(other.Cost.Causes.OrderBy(colours.OfCause).ThenBy(cause => cause)).All(pair => ExchangeCause(pair.First, pair.Second));
        }
    }
}
