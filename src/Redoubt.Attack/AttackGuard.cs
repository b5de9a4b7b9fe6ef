using Redoubt.Evidence;

namespace Redoubt.Attack;

/// <summary>Something that stands in the way of a step, or could.</summary>
/// <param name="Mechanism">The mechanism, as <c>seccomp</c>.</param>
/// <param name="Place">Where it stands or could, as <c>shop/cart/web</c>.</param>
/// <param name="State">Whether it does.</param>
/// <param name="Fact">What nobody has looked at and what would decide it, in words; empty where nothing is missing.</param>
public sealed record AttackGuard(string Mechanism, string Place, GuardState State, string Fact)
{
    /// <summary>The document that says so; null where none does.</summary>
    public Document? Document { get; init; }

    /// <summary>The place in it.</summary>
    public Node At { get; init; }

    /// <summary>Where that is, in a file of the user's; null where no document says so.</summary>
    public SourcePlace? Source => Document?.PlaceOf(At.Exists ? At : Document.Mention);
}

/// <summary>Whether a guard stands.</summary>
public enum GuardState
{
    /// <summary>It stands: it has to fail, or to be switched off.</summary>
    Pass,

    /// <summary>It is not there.</summary>
    Fail,

    /// <summary>Nobody has looked at what decides it.</summary>
    Unknown,
}
