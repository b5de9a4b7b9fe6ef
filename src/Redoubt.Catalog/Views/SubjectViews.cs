using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Views;

/// <summary>The views that there are.</summary>
internal static class SubjectViews
{
    private static readonly SubjectView[] Named =
    [
        new PodView(), new ContainerView(), new WorkloadView(), new NamespaceView(), new ServiceAccountView(), new PlatformView(), new AmbiguityView(),
    ];

    /// <summary>The names that <c>for:</c> takes, apart from kinds.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Named.Select(view => view.Name)];

    /// <summary>Reads <c>for:</c>; null when it is neither one view nor a list of kinds.</summary>
    /// <param name="words">As written.</param>
    public static SubjectView? Find(IReadOnlyList<string> words)
    {
        if (words.Count == 1 && Array.Find(Named, view => view.Name == words[0]) is { } named)
        {
            return named;
        }

        return words.All(word => char.IsAsciiLetterUpper(word[(word.LastIndexOf('/') + 1)..].FirstOrDefault()))
            ? new KindsView([.. words.Select(KindPattern.Parse)])
            : null;
    }
}
