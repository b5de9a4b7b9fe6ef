using FsCheck;
using FsCheck.Fluent;
using Redoubt.Attack.Search;

namespace Redoubt.Attack.Tests.Search;

/// <summary>Random clauses with needs that must be held together, guards that causes and other clauses take away, and cycles.</summary>
public sealed record RandomProgram
{
    internal const int Atoms = 9;
    internal const int Causes = 7;
    internal const int Facts = 2;

    internal IReadOnlyList<HornClause> Clauses { get; init; } = [];

    public static Arbitrary<RandomProgram> Arbitrary()
    {
        var clause =
            from head in Gen.Choose(0, Atoms - 1)
            from body in Gen.Choose(0, Atoms - 1).ListOf(3)
            from size in Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Constant(1)), (4, Gen.Constant(2)), (2, Gen.Constant(3)))
            from causes in Gen.Choose(1, Causes).ListOf(2)
            from fails in Gen.Frequency((4, Gen.Constant(0)), (4, Gen.Constant(1)), (2, Gen.Constant(2)))
            from fact in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Choose(1, Facts)))
            select new HornClause(head, [.. body.Take(size).Distinct().Order()], Cost(causes.Take(fails), fact));
        return Gen.Choose(1, 24).SelectMany(count => clause.ListOf(count)).Select(clauses => new RandomProgram { Clauses = [.. clauses] }).ToArbitrary();
    }

    public override string ToString() => string.Join("; ", Clauses.Select(clause => $"{clause.Head} <- {string.Join(' ', clause.Body)} {clause.Cost}"));

    private static FailureSet Cost(IEnumerable<int> causes, int fact)
    {
        var cost = fact == 0 ? FailureSet.None : FailureSet.OfFact(fact);
        foreach (var cause in causes)
        {
            cost.TryWith(FailureSet.OfCause(cause), FailureSet.MostCauses, out cost);
        }

        return cost;
    }
}
