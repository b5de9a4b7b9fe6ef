using Redoubt.Attack.Relations;

namespace Redoubt.Attack.Fixes;

/// <summary>A kind of fix, which techniques name under <c>mends</c>.</summary>
/// <param name="Name">The name, as <c>seccomp-profile</c>.</param>
/// <param name="Effort">How much work one is: 1 a field that nothing depends on, 2 one that may ask for a look at the program, 3 a change of what somebody may do, 4 a change of how something works.</param>
/// <param name="Of">The fix for the things of a row; null where it does not apply or something that is needed would break.</param>
internal sealed record FixKind(string Name, int Effort, Func<Row, FixGround, FixDraft?> Of)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FixKind> All { get; } = [.. ContainerFixes.All, .. PodFixes.All, .. NamespaceFixes.All, .. NetworkFixes.All, .. EvidenceFixes.All];

    /// <summary>The kind of a name; null if there is none.</summary>
    public static FixKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}

/// <summary>What a fix is of, what to do, and the edits.</summary>
/// <param name="Of">Of what, as <c>shop/cart/web</c>.</param>
/// <param name="Say">What to do, as a sentence.</param>
/// <param name="Edits">The edits.</param>
internal sealed record FixDraft(string Of, string Say, params IReadOnlyList<FixEdit> Edits)
{
    /// <summary>What a person still has to fill in; empty for nothing.</summary>
    public string Missing { get; init; } = "";
}

/// <summary>What is known when fixes are looked for.</summary>
/// <param name="Ground">The platform, with the fixes that are chosen so far.</param>
/// <param name="Before">The platform as it is: what is in use now stays in use.</param>
/// <param name="Needs">The connections that the application needs: no fix may cut them.</param>
internal sealed record FixGround(Ground Ground, Ground Before, IReadOnlyList<(string From, string To)> Needs);
