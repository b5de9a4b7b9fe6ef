using Redoubt.Attack.Facts;
using Redoubt.Catalog.Packing;

namespace Redoubt.Attack.Techniques;

/// <summary>One way in which an attacker moves (<c>techniques/NAME.yaml</c>): whoever holds all that it needs gains what it gives.</summary>
public sealed record Technique
{
    /// <summary>Its name, as <c>escape-privileged</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The relation over whose elements it is possible.</summary>
    public required string Over { get; init; }

    /// <summary>What he must hold, all of it.</summary>
    internal IReadOnlyList<Pattern> Needs { get; init; } = [];

    /// <summary>What he gains.</summary>
    internal IReadOnlyList<Pattern> Gives { get; init; } = [];

    /// <summary>CEL: when it is possible; empty for always.</summary>
    public string When { get; init; } = "";

    /// <summary>What stands in the way.</summary>
    internal IReadOnlyList<Stop> Stops { get; init; } = [];

    /// <summary>The flaw that it assumes, as <c>kernel</c>; empty for none.</summary>
    public string Assumes { get; init; } = "";

    /// <summary>Of what the flaw is, where one covers an image; null where it covers the platform.</summary>
    internal Pattern? AssumesOf { get; init; }

    /// <summary>The id of MITRE ATT&amp;CK, as <c>T1611</c>; empty for none.</summary>
    public string Attack { get; init; } = "";

    /// <summary>What would record it: <c>auditing</c> or <c>runtime-detection</c>; empty where nothing does.</summary>
    public string SeenBy { get; init; } = "";

    /// <summary>How it is done, as a sentence.</summary>
    public required string How { get; init; }

    /// <summary>What ends it, as a sentence, beside the guards that do not stand.</summary>
    public required string Ends { get; init; }

    /// <summary>The fixes that take it away or put something in its way, by name.</summary>
    public IReadOnlyList<string> Mends { get; init; } = [];

    /// <summary>A public description of it; empty for none.</summary>
    public string See { get; init; } = "";

    /// <summary>Where it gives what it gives; null for a technique of the program, which has no need of it.</summary>
    internal TechniqueExample? Example { get; init; }

    /// <summary>Its expressions as the build compiled them; null for a technique that was read from its file.</summary>
    internal PackedPrograms? Programs { get; init; }

    /// <summary>The facts that its expressions read, as the build found them; null for a technique that was read from its file.</summary>
    internal IReadOnlyList<AttackFact>? Facts { get; init; }

    /// <summary>Its expressions: when it is possible, then when each of <see cref="Stops"/> stands; empty for always.</summary>
    internal IReadOnlyList<string> Expressions => [When, .. Stops.Select(stop => stop.If)];
}

/// <summary>A guard in a technique's way.</summary>
/// <param name="Mechanism">The mechanism.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Of">The image or the engine whose failure takes it; null where one failure covers the platform.</param>
/// <param name="If">CEL: when it stands there; empty for always.</param>
/// <param name="Refusing">What he would create that an engine must refuse, for each engine that does; empty where it is no engine.</param>
/// <param name="Fix">How to have it there, as a sentence: told where it does not stand. Empty where what ends the technique says it.</param>
internal sealed record Stop(string Mechanism, Pattern At, Pattern? Of, string If, string Refusing, string Fix);
