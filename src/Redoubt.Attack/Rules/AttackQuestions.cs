using Redoubt.Attack.Techniques;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Attack.Rules;

/// <summary>
/// The variable <c>attack</c> as one thread asks about it. Too few failures that suffice are certain, since what is unseen can only help an attacker; that no fewer suffice is unknown
/// where something unseen could be bad, where objects may be missing, and where a limit of the search was hit.
/// </summary>
/// <param name="judged">The platform, which remembers what was asked.</param>
/// <param name="techniques">How an attacker moves.</param>
/// <param name="settings">What the configuration says.</param>
internal sealed class AttackQuestions(IJudgedPlatform judged, Func<TechniqueCatalog> techniques, AttackSettings settings) : CelOpaque
{
    /// <summary>The type of <c>attack</c>.</summary>
    public static readonly CelType AttackType = CelType.Opaque("redoubt.Attack");

    /// <summary>The entry that stands for the nearest of all.</summary>
    private const string Any = "any";
    private const string Collect = "redoubt collect node";
    private static readonly GroupKind[] Deciding = [new("", "Pod"), new("rbac.authorization.k8s.io", "ClusterRoleBinding"), new("networking.k8s.io", "NetworkPolicy")];

    public override CelType Type => AttackType;

    private AttackAnswers Answers =>
        judged.Whole("attack", () => new AttackAnswers(new DepthAnalysis(judged.Platform, judged.Minor, techniques(), settings)));

    /// <summary>How many things must fail.</summary>
    public CelValue Depth(string entry, string jewel)
    {
        if (Pairs(entry, jewel, out var unknown) is not { } pairs)
        {
            return unknown;
        }

        var least = Least(pairs);
        return least == 0 ? CelValue.Int(0)
            : Missing(pairs, least) is { } missing ? EvidenceMissing.Unknown(missing)
            : CelValue.Int(least);
    }

    /// <summary>Whether at least so many things must fail.</summary>
    public CelValue Needs(string entry, string jewel, long least)
    {
        if (Pairs(entry, jewel, out var unknown) is not { } pairs)
        {
            return unknown;
        }

        return pairs.Any(pair => pair.Depth < least) ? CelValue.False
            : least <= 0 ? CelValue.True
            : least > Search.FailureSet.MostCauses + 1 ? EvidenceMissing.Unknown(new MissingEvidence(MissingCode.Incomplete, $"ways that need {least - 1} failures", "no more than four are searched for"))
            : Missing(pairs, (int)least) is { } missing ? EvidenceMissing.Unknown(missing)
            : CelValue.True;
    }

    /// <summary>What each alone loses a jewel.</summary>
    public CelValue SinglePoints(string jewel)
    {
        if (Pairs(Any, jewel, out var unknown) is not { } pairs)
        {
            return unknown;
        }

        var points = pairs.SelectMany(pair => pair.Sets).Where(set => set.Causes.Count <= 1).Select(set => $"{set}").Distinct().Order(StringComparer.Ordinal).Select(CelValue.String);
        return CelValue.List(Missing(pairs, 2) is { } missing ? [.. points, CelValue.Rest(CelUnknown.Of(new EvidenceMissing(missing)))] : [.. points]);
    }

    /// <summary>Whether an object makes an open way possible.</summary>
    public CelValue OnOpenPath(CelValue value)
    {
        if (judged.DocumentOf(value) is not { } document)
        {
            return CelValue.Error("attack.onOpenPath: not an object of the platform");
        }

        var answers = Answers;
        return answers.IsOnOpenWay(document) ? CelValue.True
            : Missing(answers.All, 1) is { } missing ? EvidenceMissing.Unknown(missing)
            : CelValue.False;
    }

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => judged.GetHashCode();

    // The pairs that a question is about; what an entry has by what it is, is none.
    private IReadOnlyList<DepthPair>? Pairs(string entry, string jewel, out CelValue unknown)
    {
        var answers = Answers;
        var pairs = answers.Of(entry == Any ? null : entry, jewel);
        unknown = pairs is not null ? CelValue.Null
            : EvidenceMissing.Unknown(new MissingEvidence(MissingCode.Incomplete, answers.Knows(jewel) ? $"the entry {entry}" : $"the jewel {jewel}", "nothing that was given shows it")
            {
                Remedy = "give the objects that show it, or name it in redoubt.yaml",
            });
        return pairs;
    }

    private static int Least(IReadOnlyList<DepthPair> pairs) => pairs.Min(pair => pair.AtLeast);

    // What is not known, and could let fewer failures suffice.
    private MissingEvidence? Missing(IReadOnlyList<DepthPair> pairs, int least)
    {
        foreach (var pair in pairs)
        {
            if (pair.AtLeast < least && pair.AtLeast != pair.Depth)
            {
                return new MissingEvidence(MissingCode.Incomplete, $"every way from {pair.Entry.Name} to {pair.Jewel.Name}", "a limit of the search was hit");
            }

            if (pair.Falls is [var fall, ..] && fall.Depth < least)
            {
                return new MissingEvidence(MissingCode.Incomplete, $"whether {fall.Say}", "nobody has looked") { Remedy = $"{fall.Look} tells", Command = fall.Look == Collect ? Collect : "" };
            }
        }

        foreach (var kind in Deciding)
        {
            if (!judged.Platform.IsComplete(kind, null, out var missing))
            {
                return missing;
            }
        }

        return null;
    }
}
