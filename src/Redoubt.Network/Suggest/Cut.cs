using Redoubt.Network.Policies;

namespace Redoubt.Network.Suggest;

/// <summary>What pods lose by suggested policies, of what passes today.</summary>
/// <param name="Workload">Whose pods.</param>
/// <param name="Direction">Whether they are no longer reached, or no longer reach.</param>
/// <param name="Others">The others, by name.</param>
/// <param name="Before">How many others there were.</param>
public sealed record Cut(string Workload, Direction Direction, IReadOnlyList<string> Others, int Before);
