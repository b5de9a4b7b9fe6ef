namespace Redoubt.Attack.Facts;

/// <summary>What is known of the facts in one place: on the nodes of a class, or on the platform. Immutable.</summary>
internal sealed class FactValues
{
    private readonly bool?[] _seen;

    private FactValues(bool?[] seen) => _seen = seen;

    /// <summary>Reads each fact; null where nobody has looked.</summary>
    /// <param name="read">Reads one.</param>
    public static FactValues Of(Func<AttackFact, bool?> read) => new([.. AttackFact.All.Select(read)]);

    /// <summary>What holds: what was seen, else the default.</summary>
    public bool this[AttackFact fact] => _seen[fact.Number - 1] ?? fact.Default;

    /// <summary>Whether somebody has looked.</summary>
    public bool IsSeen(AttackFact fact) => _seen[fact.Number - 1] is not null;

    /// <summary>Whether nobody has looked, and the other value would be worse.</summary>
    public bool MayBeWorse(AttackFact fact) => _seen[fact.Number - 1] is null && fact.Default != fact.Worse;

    /// <summary>The same with one fact as it is told.</summary>
    public FactValues With(AttackFact fact, bool? value)
    {
        var seen = (bool?[])_seen.Clone();
        seen[fact.Number - 1] = value;
        return new FactValues(seen);
    }
}
