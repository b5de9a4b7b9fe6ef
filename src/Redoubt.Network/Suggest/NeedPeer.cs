using Redoubt.Evidence.Addresses;

namespace Redoubt.Network.Suggest;

/// <summary>One side of a connection that is needed, as a policy can name it.</summary>
public abstract record NeedPeer
{
    private NeedPeer()
    {
    }

    /// <summary>The pods of one owner.</summary>
    /// <param name="Name">The owner, as <c>shop/db[StatefulSet]</c>.</param>
    public sealed record Workload(string Name) : NeedPeer
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }

    /// <summary>Pods of a namespace that have a label: of which none need be in the evidence.</summary>
    /// <param name="Namespace">The namespace.</param>
    /// <param name="Key">The label's key.</param>
    /// <param name="Value">The label's value.</param>
    public sealed record Labelled(string Namespace, string Key, string Value) : NeedPeer
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Namespace}/{Value}";
    }

    /// <summary>A block of addresses.</summary>
    /// <param name="Cidr">The block.</param>
    /// <param name="IsPublicOnly">Whether what nobody routes outside is cut out of it: private addresses, and those of the link, where metadata services are.</param>
    public sealed record Addresses(string Cidr, bool IsPublicOnly = false) : NeedPeer
    {
        /// <summary>All addresses of IPv4 that are routed outside.</summary>
        public static Addresses Internet { get; } = new("0.0.0.0/0", IsPublicOnly: true);

        /// <summary>What is cut out.</summary>
        public IReadOnlyList<string> Except => IsPublicOnly ? NotPublic : [];

        private static string[] NotPublic { get; } =
            [.. ReservedBlocks.Private.Concat(ReservedBlocks.Link).Where(block => !block.Contains(':', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        /// <inheritdoc/>
        public override string ToString() => IsPublicOnly ? "the internet" : Cidr;
    }

    /// <summary>Every pod of every namespace.</summary>
    public sealed record EveryPod : NeedPeer
    {
        /// <inheritdoc/>
        public override string ToString() => "every pod";
    }

    /// <summary>Everybody: pods, nodes and addresses.</summary>
    public sealed record Anybody : NeedPeer
    {
        /// <inheritdoc/>
        public override string ToString() => "everybody";
    }
}
