namespace Redoubt.Attack.Model;

/// <summary>What fails once and counts once.</summary>
/// <param name="Mechanism">The mechanism.</param>
/// <param name="Scope">The image or the engine; empty for the platform.</param>
internal sealed record Cause(Mechanism Mechanism, string Scope)
{
    /// <summary>As <c>kernel</c> or <c>app-code[registry.shop.io/cart]</c>.</summary>
    public override string ToString() => Scope.Length == 0 ? Mechanism.FailsAs : $"{Mechanism.FailsAs}[{Scope}]";
}
