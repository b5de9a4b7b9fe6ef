using System.Globalization;
using Redoubt.Access;
using Redoubt.Access.Audit;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Catalog.Values;

/// <summary>The rights of roles that nobody used as long as the audit logs of the evidence go. Safe for many threads once it is made.</summary>
internal sealed class UnusedRights
{
    /// <summary>The kind of audit logs.</summary>
    public static readonly GroupKind AuditLogs = new(EvidenceKinds.Group, "AuditLog");

    private readonly Dictionary<Document, UnusedRule[]> _rules = [];

    /// <param name="authorization">The roles and bindings, and the platform with the logs.</param>
    public UnusedRights(Authorization authorization)
    {
        var documents = authorization.Platform.Of(AuditLogs);
        var reader = new AuditLogReader();
        foreach (var document in documents)
        {
            reader.Add(document);
        }

        var log = reader.Result();
        (From, To) = (Day(log.From), Day(log.To));
        Missing = MissingOf(documents, log);
        var use = new RoleUse(authorization, new UsedAccess(authorization, log));
        foreach (var role in use.Roles)
        {
            // What the log never speaks of may be what the server does not write.
            _rules.Add(role.Document, [.. use.AtomsOf(role).Where(atom => atom is { IsUsed: false, IsLogged: true }).GroupBy(atom => atom.Rule)
                .Select(unused => new UnusedRule(unused.Key.Node, [.. unused.Select(atom => $"{atom.Atom}").Distinct()]))]);
        }
    }

    /// <summary>The day on which the log begins; empty if it does not say.</summary>
    public string From { get; }

    /// <summary>The day on which the log ends; empty if it does not say.</summary>
    public string To { get; }

    /// <summary>What of the logs is not known, so that a right may have been used; null if nothing is.</summary>
    public MissingEvidence? Missing { get; }

    /// <summary>The rules of a role of which something was not used.</summary>
    /// <param name="role">The role.</param>
    public IReadOnlyList<UnusedRule> Of(Document role) => _rules.GetValueOrDefault(role, []);

    /// <summary>Whether a platform has an audit log.</summary>
    /// <param name="platform">The platform.</param>
    public static bool HasLog(Platform platform) => platform.Of(AuditLogs).Count > 0;

    private static MissingEvidence? MissingOf(IEnumerable<Document> documents, AuditLog log) =>
        documents.FirstOrDefault(document => document.Unknown.Count > 0) is { } partly ? partly.Missing(partly.Unknown[0])
        : documents.FirstOrDefault(document => document.Root["complete"].IsFalse) is { } cut ? new MissingEvidence(MissingCode.Incomplete, "what was used", $"{cut.Key} does not have every request of its time")
        : log.Problems.Count > 0 ? new MissingEvidence(MissingCode.Incomplete, "what was used", $"{log.Problems[0]}")
        : log.IsCut ? new MissingEvidence(MissingCode.Incomplete, "what was used", "the audit log has more rights than are kept")
        : null;

    private static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>A rule with rights that were not used.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Rights">The rights, as people write them.</param>
internal sealed record UnusedRule(Node Rule, IReadOnlyList<string> Rights);
