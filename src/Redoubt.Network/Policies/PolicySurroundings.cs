using Redoubt.Evidence;
using Redoubt.Network.Ends;

namespace Redoubt.Network.Policies;

/// <summary>What a policy means by other objects of its platform; worked out when the first policy asks.</summary>
internal sealed class PolicySurroundings(Platform platform)
{
    private readonly Lazy<CustomNamespaces> _namespaces = new(() => new CustomNamespaces(platform));
    private NetworkSets? _sets;

    public CustomNamespaces Namespaces => _namespaces.Value;

    public NetworkSets Sets => _sets ??= new NetworkSets(platform, Namespaces);

    /// <summary>Whether policies are read otherwise if an object of a kind changes.</summary>
    public static bool IsMadeOf(GroupKind kind) => NetworkSets.Kinds.Contains(kind);
}
