namespace Redoubt.Collect.Machines.Hosts;

/// <summary>The machine itself: its system, kernel, mounts, accounts, sshd, files and what runs on it.</summary>
internal sealed class HostCollector : INodeCollector
{
    // In this order: keys ask what sshd says, upkeep asks packages and services.
    private static readonly Action<Machine, EvidenceDraft>[] Parts =
    [
        OsFacts.Collect,
        KernelFacts.Collect,
        SysctlFacts.Collect,
        ModuleFacts.Collect,
        MountFacts.Collect,
        AccountFacts.Collect,
        HostFiles.Collect,
        SshdFacts.Collect,
        KeyFacts.Collect,
        AuthorityFacts.Collect,
        SudoFacts.Collect,
        PamFacts.Collect,
        SocketFacts.Collect,
        FirewallFacts.Collect,
        PackageFacts.Collect,
        ServiceFacts.Collect,
        UpkeepFacts.Collect,
        CloudFacts.Collect,
        EngineFacts.Collect,
    ];

    /// <inheritdoc/>
    public IEnumerable<EvidenceDraft> Collect(Machine machine)
    {
        var draft = new EvidenceDraft("Host", machine.Name);
        foreach (var part in Parts)
        {
            part(machine, draft);
        }

        CollectAuditRules(machine, draft);
        LoadedAuditRules.Collect(machine, draft);
        yield return draft;
    }

    private static void CollectAuditRules(Machine machine, EvidenceDraft draft)
    {
        var problems = new List<string>();
        draft.Facts["auditRules"] = AuditRules.Of(machine, problems);
        if (problems.Count > 0)
        {
            draft.Unknown("auditRules", problems[0]);
        }
    }
}
