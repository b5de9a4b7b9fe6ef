namespace Redoubt.Network;

/// <summary>How much is done before an answer says that it was cut: in steps, so that the same input gives the same answer everywhere.</summary>
public static class NetworkLimits
{
    /// <summary>
    /// How many times a rule is asked at a piece of the line of ports for the cells of one row. Beyond, the row's cells are by protocol: what is not the same on
    /// all its ports is not known in a map, while a single packet is still answered by its rules.
    /// </summary>
    public const long RowSteps = 10_000_000;

    /// <summary>How many times that may be for all rows of one direction together; the rows that come after are by protocol too.</summary>
    public const long AllRowSteps = 400_000_000;

    /// <summary>
    /// How many sets of senders a map may hold: shared by its classes alike. What a class would need beyond its share is by protocol: senders that are not the same on all ports
    /// of a protocol are not known there.
    /// </summary>
    public const long MapCells = 20_000_000;

    /// <summary>How many times rules may be asked at a piece of the line of ports to say of every policy what it changes; of those that come after it is not known.</summary>
    public const long EffectSteps = 20_000_000;

    /// <summary>With how many rules before it in its policy a rule is compared, to say that it does nothing.</summary>
    public const int LintRules = 1_000;

    /// <summary>How many needed connections, and how many notes, a suggestion holds.</summary>
    public const int Needs = 100_000;

    /// <summary>How long a value or a file of a ConfigMap may be to be looked into for addresses, in characters.</summary>
    public const int WrittenText = 1 << 20;

    /// <summary>How many pairs of ends a suggestion compares with what passes today, to say what it cuts.</summary>
    public const long ComparedPairs = 20_000_000;

    /// <summary>How long a line of a flow log may be, in bytes.</summary>
    public const int FlowLine = 1 << 20;
}
