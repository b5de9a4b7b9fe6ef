namespace Redoubt.Attack.Techniques;

/// <summary>Where a technique gives what it gives: a platform on which it is possible, and what he holds. It is a test, and no part of the program.</summary>
/// <param name="Holds">What he holds, all of which it takes, as <c>exec:shop/web/web@*</c>.</param>
/// <param name="Gives">What the technique gives him then.</param>
/// <param name="Manifests">The platform. Without any one line that is marked <c># decides</c> it gives him nothing.</param>
internal sealed record TechniqueExample(IReadOnlyList<string> Holds, string Gives, string Manifests)
{
    /// <summary>What ends a line without which the technique is not possible.</summary>
    public const string Mark = "# decides";

    /// <summary>The fact that nobody can see and that has to be bad; empty for none.</summary>
    public string Unseen { get; init; } = "";

    /// <summary>Where images of one's own begin.</summary>
    public IReadOnlyList<string> OwnImages { get; init; } = [];
}
