using Redoubt.Access;
using Redoubt.Attack.Relations;
using Redoubt.Attack.Techniques;

namespace Redoubt.Attack.Model;

/// <summary>Why a clause is there: a technique on things of the platform, or what holds of itself.</summary>
/// <param name="Technique">The technique; null for what is none.</param>
/// <param name="Row">The things; null where no fix is for what holds of itself.</param>
/// <param name="Why">What holds of itself, in words; empty for a technique.</param>
internal sealed record Move(Technique? Technique, Row? Row, string Why)
{
    /// <summary>The fixes that may take it away, where it is no technique.</summary>
    public IReadOnlyList<string> Mends { get; init; } = [];

    /// <summary>The binding and rule that allow it; null for what is no right.</summary>
    public AccessGrant? Grant { get; init; }
}
