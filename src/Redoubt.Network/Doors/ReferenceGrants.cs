using Redoubt.Evidence;
using Redoubt.Network.Ends;

namespace Redoubt.Network.Doors;

/// <summary>What namespaces allow routes of other namespaces to refer to.</summary>
internal sealed class ReferenceGrants(Platform platform, CustomNamespaces namespaces)
{
    private readonly ILookup<string, Document> _grants = platform.Of(Kind).ToLookup(namespaces.Of);

    private static readonly GroupKind Kind = new(GatewayAttachment.Group, "ReferenceGrant");

    /// <summary>Whether a route may refer to a Service of another namespace.</summary>
    /// <param name="route">The route.</param>
    /// <param name="ns">The service's namespace.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="missing">What is missing where a grant may not have been given.</param>
    public bool Allow(Document route, string ns, string service, List<MissingEvidence> missing)
    {
        foreach (var grant in _grants[ns])
        {
            if (IsFrom(grant, route) && IsTo(grant, service))
            {
                return true;
            }
        }

        if (!platform.IsComplete(Kind, ns, out var may))
        {
            missing.Add(may);
        }

        return false;
    }

    private bool IsFrom(Document grant, Document route)
    {
        foreach (var from in grant.Root["spec"]["from"].Items)
        {
            if (from["group"].Is(GatewayAttachment.Group) && from["kind"].Is(route.Kind) && from["namespace"].Is(namespaces.Of(route)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTo(Document grant, string service)
    {
        foreach (var to in grant.Root["spec"]["to"].Items)
        {
            if (to["group"].Text.IsEmpty && to["kind"].Is("Service") && (to["name"].Text.IsEmpty || to["name"].Is(service)))
            {
                return true;
            }
        }

        return false;
    }
}
