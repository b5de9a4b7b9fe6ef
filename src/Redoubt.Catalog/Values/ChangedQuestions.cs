using Redoubt.Access.Escalation;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Views;
using Redoubt.Network;
using Redoubt.Network.Ends;

namespace Redoubt.Catalog.Values;

/// <summary>The questions that may have another answer after a change: by what decides an answer, so that what a change leaves alone is not asked again.</summary>
internal static class ChangedQuestions
{
    private static readonly HashSet<GroupKind> OfNetwork = [.. NetworkKinds.All];

    private static readonly HashSet<GroupKind> OfMoves =
    [
        .. AccessFacts.Rbac, AccountUse.GroupKind, NamespaceUse.GroupKind, new("", "Secret"), GroupKind.Parse("admissionregistration.k8s.io/MutatingWebhookConfiguration"),
    ];

    /// <summary>The questions.</summary>
    /// <param name="before">The platform as it was.</param>
    /// <param name="after">The platform as it is.</param>
    /// <param name="change">What is different.</param>
    public static HashSet<Question> Of(Platform before, Platform after, PlatformChange change)
    {
        var questions = new HashSet<Question>();
        foreach (var document in change.GoneDocuments.Concat(change.ComeDocuments))
        {
            questions.Add(Question.Anything);
            AddObjects(document, after.PodTemplates.Has(document.Key.Kind), questions);
        }

        var come = change.ComeDocuments.ToLookup(document => document.Key);
        foreach (var gone in change.GoneDocuments.GroupBy(document => document.Key))
        {
            AddFacts(before, after, gone.Key, [.. gone], [.. come[gone.Key]], questions);
        }

        var went = change.GoneDocuments.Select(document => document.Key).ToHashSet();
        foreach (var key in come.Select(group => group.Key).Where(key => !went.Contains(key)))
        {
            AddFacts(before, after, key, [], [.. come[key]], questions);
        }

        return questions;
    }

    private static void AddObjects(Document document, bool runsPods, HashSet<Question> questions)
    {
        questions.Add(new Question(document.Key.Kind, null));
        questions.Add(new Question(document.Key.Kind, document.Namespace));
        if (runsPods)
        {
            questions.Add(Question.Workloads(document.Namespace));
        }

        if (KnownKinds.IsNamespaced(document.Key.Kind) is null)
        {
            questions.Add(Question.CustomResources(document.Namespace));
        }
    }

    private static void AddFacts(Platform before, Platform after, ObjectKey key, Document[] gone, Document[] come, HashSet<Question> questions)
    {
        // Of several that claim to be one object, or of one at another place in the order, others may be the first.
        var isInPlace = gone is [var old] && come is [var now] && before.OrderOf(old) == after.OrderOf(now);
        var runsPods = NetworkKinds.RunsPods(after, key.Kind);
        if (OfNetwork.Contains(key.Kind) || (runsPods && !(isInPlace && PodLikeness.AreAlike(after.PodTemplates, gone[0], come[0]))))
        {
            questions.Add(Question.Network);
            var isWithin = (runsPods || key.Kind == NetworkKinds.NetworkPolicy) && key.Namespace.Length > 0
                && !gone.Concat(come).Any(document => IsAround(after, document)) && PlacesOf(after, gone).SequenceEqual(PlacesOf(after, come));
            questions.Add(isWithin ? Question.NetworkIn(key.Namespace) : Question.NetworkAround);
        }

        // A namespace in which something lies is taken as there, with its account.
        if (OfMoves.Contains(key.Kind) || (after.PodTemplates.Has(key.Kind) && !(isInPlace && HolderLikeness.AreAlike(after.PodTemplates, gone[0], come[0])))
            || (key.Namespace.Length > 0 && before.Namespace(key.Namespace) is null != after.Namespace(key.Namespace) is null))
        {
            questions.Add(Question.Moves);
        }
    }

    // A plug-in decides of all pods, and so does what is not known.
    private static bool IsAround(Platform platform, Document document) =>
        document.Unknown.Count > 0 || (platform.TryGetWorkload(document, out var workload) && PodLikeness.IsMaybePlugin(workload));

    // What has an address may be found by it from anywhere, and what is on a node's network is that node.
    private static IEnumerable<string> PlacesOf(Platform platform, Document[] documents) =>
        documents.Select(document => platform.TryGetWorkload(document, out var workload) ? PodLikeness.PlaceOf(workload) : "").Where(place => place.Length > 0);
}
