using Redoubt.Evidence;

namespace Redoubt.Network.Enforcement;

/// <summary>A network plug-in that the evidence shows.</summary>
/// <param name="Name">Its name: <c>calico</c>.</param>
/// <param name="Document">What shows it: its DaemonSet, or a <c>Component</c> of a node.</param>
/// <param name="At">The place in it: the image, the type, the name.</param>
public sealed record NetworkPlugin(string Name, Document Document, Node At)
{
    /// <summary>Where that stands in a file of the user's.</summary>
    public SourcePlace Place => Document.PlaceOf(At);

    /// <summary>Whether it enforces a NetworkPolicy.</summary>
    public Match EnforcesPolicies { get; internal init; }

    /// <summary>Whether it enforces the policies of the admin tiers.</summary>
    public Match EnforcesAdminTiers { get; internal init; }

    /// <summary>Whether a block of a NetworkPolicy names pods, as it reads them.</summary>
    public BlockReading Blocks { get; internal init; }
}
