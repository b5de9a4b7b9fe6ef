using Redoubt.Catalog;

namespace Redoubt.Report.Reading;

/// <summary>The layers for which nobody answers.</summary>
internal static class Unowned
{
    /// <summary><c>nobody answers for infrastructure, cluster</c>; empty where there is nothing to say.</summary>
    public static string Of(Assessment assessment) =>
        assessment.Unowned.Count == 0 ? "" : $"nobody answers for {string.Join(", ", assessment.Unowned.Select(layer => layer.Name()))}";
}
