namespace Redoubt.Evidence.Views;

/// <summary>A service account that is known: by its own document, or because a workload runs as it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Document">Its document; null if it is only referred to.</param>
/// <param name="Workloads">The workloads that run as it, in order.</param>
public sealed record AccountUse(string Namespace, string Name, Document? Document, IReadOnlyList<Workload> Workloads)
{
    /// <summary>The kind of a service account's document.</summary>
    public static GroupKind GroupKind { get; } = new("", "ServiceAccount");

    /// <summary>The first document that speaks of it: its own if there is one.</summary>
    public Document FirstMention => Document ?? Workloads[0].Document;

    /// <summary>Where it is first spoken of.</summary>
    public Node Mention => Document?.Mention ?? Workloads[0].ServiceAccount.Mention;
}
