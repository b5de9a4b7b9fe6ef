using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Index;

/// <summary>What the documents speak of: the workloads, and the namespaces and service accounts, documented or not.</summary>
internal sealed class Mentions
{
    public Mentions(Platform platform)
    {
        Workloads = [.. WorkloadsOf(platform)];
        Namespaces = [.. NamespacesOf(platform)];
        Accounts = [.. AccountsOf(platform, Workloads)];
    }

    public Workload[] Workloads { get; }

    public NamespaceUse[] Namespaces { get; }

    public AccountUse[] Accounts { get; }

    /// <summary>One of the namespaces, asked for by its name.</summary>
    public static NamespaceUse? NamespaceOf(Platform platform, string name)
    {
        var own = platform.Find(new ObjectKey(NamespaceUse.GroupKind, "", name));
        return own.Count > 0 ? new NamespaceUse(name, own[0], own[0])
            : name.Length > 0 && platform.FirstNaming(name) is { } first ? new NamespaceUse(name, null, first)
            : null;
    }

    /// <summary>One of the accounts, asked for by its name.</summary>
    public static AccountUse? AccountOf(Platform platform, string ns, string name)
    {
        var own = platform.Find(new ObjectKey(AccountUse.GroupKind, ns, name));
        Workload[] workloads = [.. platform.WorkloadsIn(ns).Where(workload => workload.ServiceAccount.Name == name).OrderBy(workload => platform.OrderOf(workload.Document))];
        return own.Count > 0 || workloads.Length > 0 ? new AccountUse(ns, name, own.Count > 0 ? own[0] : null, workloads) : null;
    }

    private static IEnumerable<Workload> WorkloadsOf(Platform platform)
    {
        foreach (var document in platform.Documents)
        {
            if (platform.TryGetWorkload(document, out var workload))
            {
                yield return workload;
            }
        }
    }

    private static SortedDictionary<string, NamespaceUse>.ValueCollection NamespacesOf(Platform platform)
    {
        var uses = new SortedDictionary<string, NamespaceUse>(StringComparer.Ordinal);
        foreach (var own in platform.Of(NamespaceUse.GroupKind))
        {
            uses.TryAdd(own.Name, new NamespaceUse(own.Name, own, own));
        }

        foreach (var document in platform.Documents)
        {
            if (document.Namespace.Length > 0 && document.IsNamespaceNamed && !uses.ContainsKey(document.Namespace))
            {
                uses.Add(document.Namespace, new NamespaceUse(document.Namespace, null, document));
            }
        }
        return uses.Values;
    }

    private static IEnumerable<AccountUse> AccountsOf(Platform platform, Workload[] workloads)
    {
        var accounts = new Dictionary<(string Namespace, string Name), (Document? Document, List<Workload> Workloads)>();
        foreach (var own in platform.Of(AccountUse.GroupKind))
        {
            accounts.TryAdd((own.Namespace, own.Name), (own, []));
        }

        foreach (var workload in workloads)
        {
            var use = workload.ServiceAccount;
            if (!accounts.TryGetValue((use.Namespace, use.Name), out var account))
            {
                accounts.Add((use.Namespace, use.Name), account = (null, []));
            }

            account.Workloads.Add(workload);
        }
        return accounts
            .OrderBy(account => account.Key.Namespace, StringComparer.Ordinal).ThenBy(account => account.Key.Name, StringComparer.Ordinal)
            .Select(account => new AccountUse(account.Key.Namespace, account.Key.Name, account.Value.Document, account.Value.Workloads));
    }
}
