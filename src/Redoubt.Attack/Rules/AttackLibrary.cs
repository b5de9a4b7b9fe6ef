using Redoubt.Cel;

namespace Redoubt.Attack.Rules;

/// <summary>What a rule may ask of depth (<c>docs/attack.md</c>). An entry and a jewel are names as <c>redoubt depth</c> takes them.</summary>
internal static class AttackLibrary
{
    // Clauses are made once for a platform, and each entry is searched from once: a look at all of it, whatever is asked then.
    private static readonly CelEstimate OfSearch = static operands => new(operands[0].Size, CelRange.One);

    public static CelLibrary Library { get; } = new()
    {
        Name = "redoubt.attack",
        Functions =
        [
            Function(
                "depth", "How many independent things must fail before whoever begins at an entry, or at the nearest of all with `any`, has a jewel; 5 where it is more than four. Unknown where it falls if something unseen is bad.",
                Overload("depth", [CelType.String, CelType.String], CelType.Int, static a => Attack(a).Depth(a[1].AsString(), a[2].AsString()))),
            Function(
                "needs", "Whether at least so many independent things must fail: certain already where so many do not suffice whatever is unseen, or where fewer do.",
                Overload("needs", [CelType.String, CelType.String, CelType.Int], CelType.Bool, static a => Attack(a).Needs(a[1].AsString(), a[2].AsString(), a[3].AsInt()))),
            Function(
                "singlePoints", "What each alone loses a jewel from some entry when it fails, by name; `nothing` where nothing has to fail. What unseen facts may add ends the list in an unknown.",
                Overload("single_points", [CelType.String], CelType.List(CelType.String), static a => Attack(a).SinglePoints(a[1].AsString()))),
            Function(
                "onOpenPath", "Whether an object makes a step possible of a way from an entry to a jewel on which nothing has to fail.",
                Overload("on_open_path", [CelType.Dyn], CelType.Bool, static a => Attack(a).OnOpenPath(a[1]), static _ => new(CelRange.One, CelRange.One))),
        ],
    };

    private static CelFunction Function(string name, string summary, params CelOverload[] overloads) => new() { Name = name, Summary = summary, Overloads = [.. overloads] };

    private static CelOverload Overload(string id, CelType[] parameters, CelType result, CelBody body, CelEstimate? estimate = null) => new()
    {
        Id = "attack_" + id,
        IsReceiver = true,
        Parameters = [AttackQuestions.AttackType, .. parameters],
        Result = result,
        Body = body,
        IsPure = false,
        Estimate = estimate ?? OfSearch,
    };

    private static AttackQuestions Attack(ReadOnlySpan<CelValue> arguments) => (AttackQuestions)arguments[0].AsOpaque();
}
