using Redoubt.Attack.Model;
using Redoubt.Evidence;

namespace Redoubt.Attack;

/// <summary>One step of a way from an entry to a jewel.</summary>
public sealed record AttackStep
{
    /// <summary>The technique; empty for what holds of itself.</summary>
    public required string Technique { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>On what it is done, as <c>shop/cart/web</c>; empty where that is the platform.</summary>
    public required string On { get; init; }

    /// <summary>What he holds then, in words; empty where only something has failed.</summary>
    public required string Gains { get; init; }

    /// <summary>How it is done, as a sentence; empty for what holds of itself.</summary>
    public string How { get; init; } = "";

    /// <summary>What ends it, as a sentence.</summary>
    public string Ends { get; init; } = "";

    /// <summary>What would record it: <c>auditing</c>, <c>runtime-detection</c>; empty where nothing does.</summary>
    public string SeenBy { get; init; } = "";

    /// <summary>The id of MITRE ATT&amp;CK; empty for none.</summary>
    public string AttackId { get; init; } = "";

    /// <summary>What has to fail for it, by name.</summary>
    public IReadOnlyList<string> Fails { get; init; } = [];

    /// <summary>What stands in the way, or could; worked out when it is asked for.</summary>
    public IReadOnlyList<AttackGuard> Guards => Model?.GuardsOf(Clause) ?? [];

    /// <summary>The document that makes it possible; null where none does.</summary>
    public Document? Document { get; init; }

    /// <summary>The place in it.</summary>
    public Node At { get; init; }

    /// <summary>The clause of which it tells.</summary>
    internal int Clause { get; init; }

    /// <summary>The clauses of which it is one.</summary>
    internal AttackModel? Model { get; init; }

    /// <summary>Where that is, in a file of the user's; null where no document makes it possible.</summary>
    public SourcePlace? Place => Document?.PlaceOf(At.Exists ? At : Document.Mention);
}
