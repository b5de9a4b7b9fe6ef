using System.Globalization;
using Redoubt.Catalog;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Run;

/// <summary>The day that is judged for: what was said, else the day on which the newest evidence was collected, else today by the clock.</summary>
internal static class JudgingDays
{
    /// <summary>The source of a day that nobody named.</summary>
    public const string Clock = "the clock";

    /// <summary>Reads the value of <c>--at</c>; null if it was not given.</summary>
    public static JudgingDay? Read(string? text, ICollection<string> problems)
    {
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new JudgingDay(day, "--at");
        }

        problems.Add($"--at: `{text}` is no day, such as 2026-11-28");
        return null;
    }

    /// <summary>The day to judge for.</summary>
    public static JudgingDay Of(JudgingDay? said, Platform platform, TimeProvider clock) =>
        said ?? (Newest(platform) is { } day ? new JudgingDay(day, "when the evidence was collected") : Now(clock));

    /// <summary>The day that the clock shows.</summary>
    public static JudgingDay Now(TimeProvider clock) => new(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), Clock);

    private static DateOnly? Newest(Platform platform)
    {
        DateOnly? newest = null;
        foreach (var document in platform.Documents.Where(document => document.Key.Kind.Group == EvidenceKinds.Group))
        {
            var text = document.Root["metadata"]["annotations"][EvidenceKinds.CollectedAnnotation].AsString();
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && DateOnly.FromDateTime(time.UtcDateTime) is var day && !(day <= newest))
            {
                newest = day;
            }
        }
        return newest;
    }
}
