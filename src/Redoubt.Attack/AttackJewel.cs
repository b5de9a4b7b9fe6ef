namespace Redoubt.Attack;

/// <summary>What must not be lost.</summary>
/// <param name="Name">As <c>cluster-admin</c>, <c>all-secrets</c>, <c>node:NAMES</c>, <c>data:shop/db</c>, <c>secret:shop/key</c>.</param>
/// <param name="Atom">The atom that means that it is lost.</param>
public sealed record AttackJewel(string Name, string Atom);
