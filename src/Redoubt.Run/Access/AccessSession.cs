using Redoubt.Access;
using Redoubt.Access.Audit;
using Redoubt.Access.Resources;
using Redoubt.Collect.Files;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Run.Questions;

namespace Redoubt.Run.Access;

/// <summary>RBAC as the command line names it, ready to be asked.</summary>
public sealed class AccessSession
{
    private static readonly GroupKind AuditLogs = new(EvidenceKinds.Group, "AuditLog");

    /// <param name="evidence">The evidence.</param>
    /// <param name="hasDefaults">Whether the roles and bindings that every API server makes at start are there too; the configuration may say so as well.</param>
    public AccessSession(EvidenceSession evidence, bool hasDefaults)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        HasDefaults = hasDefaults || evidence.Configuration.Bootstrap;
        var written = new Authorization(evidence.Platform, evidence.Minor);
        Authorization = HasDefaults ? written.WithDefaults() : written;
        Resources = new ResourceIndex(Authorization.Platform);
    }

    /// <summary>Answers.</summary>
    public Authorization Authorization { get; }

    /// <summary>What resources are called.</summary>
    public ResourceIndex Resources { get; }

    /// <summary>Whether the default roles and bindings of the version were put beside the evidence.</summary>
    public bool HasDefaults { get; }

    /// <summary>What audit logs say that was used: those that are named, and those in the evidence.</summary>
    /// <param name="logs">Files, folders, or <c>-</c>.</param>
    /// <param name="standardInput">Where <c>-</c> is read from.</param>
    /// <param name="problems">Takes what cannot be read, line by line.</param>
    public UsedAccess Used(IReadOnlyList<string> logs, Stream standardInput, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var reader = new AuditLogReader();
        LogFile.ReadAll(logs, standardInput, reader.Read, problems);
        foreach (var document in Authorization.Platform.Of(AuditLogs))
        {
            reader.Add(document);
        }

        var log = reader.Result();
        foreach (var problem in log.Problems)
        {
            problems.Add($"{problem}");
        }

        if (log.ProblemsLeftOut > 0)
        {
            problems.Add($"and {log.ProblemsLeftOut} more lines that cannot be read");
        }

        return new UsedAccess(Authorization, log);
    }
}
