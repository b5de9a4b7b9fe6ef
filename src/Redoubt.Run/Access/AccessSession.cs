using Redoubt.Access;
using Redoubt.Access.Audit;
using Redoubt.Access.Defaults;
using Redoubt.Access.Resources;
using Redoubt.Collect;
using Redoubt.Collect.Files;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Run.Access;

/// <summary>RBAC as the command line names it, ready to be asked.</summary>
public sealed class AccessSession
{
    private static readonly GroupKind AuditLogs = new(EvidenceKinds.Group, "AuditLog");

    private AccessSession(Authorization authorization, Collected collected, bool hasDefaults)
    {
        (Authorization, HasDefaults) = (authorization, hasDefaults);
        Resources = new ResourceIndex(authorization.Platform);
        Problems = [.. collected.Problems.Select(entry => entry.ToString())];
        Notes = [.. collected.Ledger.Where(entry => entry.Level == LedgerLevel.Note).Select(entry => entry.ToString())];
    }

    /// <summary>Answers.</summary>
    public Authorization Authorization { get; }

    /// <summary>What resources are called.</summary>
    public ResourceIndex Resources { get; }

    /// <summary>Whether the default roles and bindings of the version were put beside the evidence.</summary>
    public bool HasDefaults { get; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What whoever asks should know of what was read.</summary>
    public IReadOnlyList<string> Notes { get; }

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

    /// <summary>Collects what is named.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="problems">Takes what is wrong with it; there is then no session.</param>
    public static AccessSession? Open(AccessAsk request, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(request);
        var said = TargetVersions.Read(request.Kubernetes ?? "", "--kubernetes", problems);
        if (problems.Count > 0)
        {
            return null;
        }

        var collected = Collector.Collect(request.Paths, request.Collection);
        using var values = collected.Values;
        var platform = collected.ToPlatform(request.Scope);
        var minor = TargetVersions.MinorOf(TargetVersions.Of(said, platform.ServerVersion));
        if (request.WithDefaults)
        {
            platform = DefaultRoles.Of(minor).AddTo(platform);
        }

        return new AccessSession(new Authorization(platform, minor), collected, request.WithDefaults);
    }
}

/// <summary>What access is asked about.</summary>
public sealed record AccessAsk
{
    /// <summary>Files, folders, patterns, or <c>-</c>.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The version of Kubernetes; null to go by the evidence.</summary>
    public string? Kubernetes { get; init; }

    /// <summary>Whether what is given is all there is; null to go by each source.</summary>
    public Scope? Scope { get; init; }

    /// <summary>Whether the roles and bindings that every API server makes at start are there too.</summary>
    public bool WithDefaults { get; init; }

    /// <summary>How evidence is collected.</summary>
    public CollectOptions Collection { get; init; } = CollectOptions.Default;
}
