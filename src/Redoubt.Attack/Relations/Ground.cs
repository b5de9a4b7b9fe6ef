using Redoubt.Attack.Facts;
using Redoubt.Attack.Network;
using Redoubt.Attack.Probes;
using Redoubt.Attack.Rights;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Relations;

/// <summary>All that is known of a platform when its clauses are made; each part is worked out when it is first asked for.</summary>
/// <param name="inventory">The things.</param>
internal sealed class Ground(Inventory inventory)
{
    private readonly Lazy<PlatformFacts> _facts = new(() => new PlatformFacts(inventory));
    private readonly Lazy<NetworkReach> _network = new(() => new NetworkReach(inventory));
    private readonly Lazy<AdmissionProbes> _admission = new(() => new AdmissionProbes(inventory));
    private readonly Lazy<Identities> _identities = new(() => new Identities(inventory));

    /// <summary>The things.</summary>
    public Inventory Inventory => inventory;

    /// <summary>The facts of the lower layers.</summary>
    public PlatformFacts Facts => _facts.Value;

    /// <summary>Who may connect to whom.</summary>
    public NetworkReach Network => _network.Value;

    /// <summary>What admission would refuse.</summary>
    public AdmissionProbes Admission => _admission.Value;

    /// <summary>Who acts.</summary>
    public Identities Identities => _identities.Value;
}
