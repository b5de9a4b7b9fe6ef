namespace Redoubt.Access;

/// <summary>How much is done before an answer says that it was cut: in steps, so that the same input gives the same answer everywhere.</summary>
public static class AccessLimits
{
    /// <summary>How many roles and rules are gathered for all roles that aggregate others.</summary>
    public const int AggregationSteps = 20_000_000;

    /// <summary>How many identities with added rights are followed in the search for escalations.</summary>
    public const int GainedRights = 50_000;

    /// <summary>How many added rights one identity is followed with.</summary>
    public const int GainsOfOne = 3;

    /// <summary>How many steps the search for chains takes that need two identities at once.</summary>
    public const int PairSteps = 5_000_000;

    /// <summary>How many words of rules are compared to say whether rules cover others.</summary>
    public const int CoverSteps = 5_000_000;

    /// <summary>How many parts the rules are broken into that are compared with one another; a rule that has more than are left is not compared, and told.</summary>
    public const int Parts = 5_000_000;

    /// <summary>The longest line of an audit log that is read, in bytes: two objects of the largest size that etcd takes, as text.</summary>
    public const int AuditLine = 16 * 1024 * 1024;

    /// <summary>How many different rights of an audit log are kept. Beyond, names are not told apart; what is new even so is left out, and the answer says so.</summary>
    public const int AuditRights = 100_000;

    /// <summary>How many requests are remembered, so that an event of the same request is not counted again: twice as many at most, at least this.</summary>
    public const int AuditRequests = 250_000;

    /// <summary>How many different writes of roles and bindings are kept.</summary>
    public const int AuditWrites = 5_000;

    /// <summary>How much of the rules of a role that somebody wrote is kept, in bytes.</summary>
    public const int AuditBody = 64 * 1024;

    /// <summary>How many places of audit logs that could not be read are told; the others are counted.</summary>
    public const int AuditProblems = 1_000;
}
