namespace Redoubt.Catalog.Compare;

/// <summary>What a change does to what stands between attackers and what must not be lost (docs/depth.md).</summary>
/// <param name="Changes">One for each thing that must not be lost, where anything changed: the nearer first.</param>
/// <param name="Notes">What whoever reads it should know: what could not be compared, and why.</param>
public sealed record DepthComparison(IReadOnlyList<DepthChange> Changes, IReadOnlyList<string> Notes);

/// <summary>What a change does to what is lost by how many failures.</summary>
public enum DepthEffect
{
    /// <summary>There is a way that there was not, or one that needs fewer failures.</summary>
    Worse,

    /// <summary>Some ways are gone, and others are new.</summary>
    Exchange,

    /// <summary>Ways are gone, or need more failures.</summary>
    Better,
}

/// <summary>How what stands before one thing that must not be lost changed, of the entry for which it changed most.</summary>
public sealed record DepthChange
{
    /// <summary>What must not be lost, as <c>secret:shop/db</c>.</summary>
    public required string Jewel { get; init; }

    /// <summary>Where the attacker begins.</summary>
    public required string Entry { get; init; }

    /// <summary>What it comes to.</summary>
    public required DepthEffect Effect { get; init; }

    /// <summary>Whether an attacker is nearer than he was, or comes otherwise.</summary>
    public bool IsNearer => Effect != DepthEffect.Better;

    /// <summary>How many causes had to fail before, as it is told; empty where the one or the other was not there.</summary>
    public required string Before { get; init; }

    /// <summary>How many have to fail now; empty where the one or the other is gone.</summary>
    public required string After { get; init; }

    /// <summary>How many have to fail now at least: what a search has shown.</summary>
    public required int AtLeast { get; init; }

    /// <summary>How many failures fewer suffice; 0 where it is not fewer.</summary>
    public required int Fewer { get; init; }

    /// <summary>The failure sets that suffice and did not, the smallest first; one empty set where nothing has to fail.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> New { get; init; }

    /// <summary>The failure sets that sufficed and do not any more.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Gone { get; init; }

    /// <summary>The way on which the smallest new set leads there; empty where none is new.</summary>
    public required IReadOnlyList<DepthStep> Way { get; init; }

    /// <summary>How many other entries the same is so for.</summary>
    public required int Others { get; init; }

    /// <summary>The step that was not possible before; null where the way itself is not new.</summary>
    public DepthStep? Turn => Way.FirstOrDefault(step => step.IsNew && step.Location.File is { Length: > 0 }) ?? Way.FirstOrDefault(step => step.IsNew);
}
