namespace Redoubt.Access;

/// <summary>How much is done before an answer says that it was cut: in steps, so that the same input gives the same answer everywhere.</summary>
internal static class AccessLimits
{
    /// <summary>How many roles and rules are gathered for all roles that aggregate others.</summary>
    public const int AggregationSteps = 20_000_000;

    /// <summary>How many identities with added rights are followed in the search for escalations.</summary>
    public const int GainedRights = 50_000;

    /// <summary>How many added rights one identity is followed with.</summary>
    public const int GainsOfOne = 3;

    /// <summary>How many steps the search for chains takes that need two identities at once.</summary>
    public const int PairSteps = 5_000_000;
}
