namespace Redoubt.Attack;

/// <summary>Where an attacker begins.</summary>
/// <param name="Name">As <c>outside</c>, <c>workload:shop/cart</c>, <c>group:developers</c>, or <c>entry:NAME</c> of the configuration.</param>
/// <param name="Holds">The atoms that he holds.</param>
public sealed record AttackEntry(string Name, IReadOnlyList<string> Holds);
