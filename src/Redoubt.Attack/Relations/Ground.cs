using Redoubt.Attack.Facts;
using Redoubt.Attack.Network;
using Redoubt.Attack.Probes;
using Redoubt.Attack.Rights;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Relations;

/// <summary>All that is known of a platform when its clauses are made.</summary>
/// <param name="Inventory">The things.</param>
/// <param name="Facts">The facts of the lower layers.</param>
/// <param name="Network">Who may connect to whom.</param>
/// <param name="Admission">What admission would refuse.</param>
/// <param name="Identities">Who acts.</param>
internal sealed record Ground(Inventory Inventory, PlatformFacts Facts, NetworkReach Network, AdmissionProbes Admission, Identities Identities);
