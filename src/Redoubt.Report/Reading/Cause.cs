using Redoubt.Catalog;

namespace Redoubt.Report.Reading;

/// <summary>One cause with all places where it shows and is equally grave.</summary>
/// <param name="Control">What failed.</param>
/// <param name="Severity">What an attacker gains there.</param>
/// <param name="Places">Where, in the order of the assessment; never empty.</param>
internal sealed record Cause(Control Control, Severity Severity, IReadOnlyList<Finding> Places)
{
    /// <summary>How many objects are concerned.</summary>
    public int Subjects { get; } = Places.Select(place => place.Subject).Distinct().Count();

    /// <summary>The places without those of machines that are like one that is told.</summary>
    public IReadOnlyList<Finding> Distinct { get; } = Places.All(place => place.IsFirstAlike) ? Places : [.. Places.Where(place => place.IsFirstAlike)];

    /// <summary>The findings by control and severity, in the order asked for.</summary>
    public static IReadOnlyList<Cause> Of(IEnumerable<Finding> findings, ReportOrder order = ReportOrder.Severity)
    {
        var causes = findings.GroupBy(finding => (finding.Control, finding.Severity)).Select(group => new Cause(group.Key.Control, group.Key.Severity, [.. group]));
        var byName = causes.OrderBy(cause => cause.Control.Id, StringComparer.Ordinal);
        return order switch
        {
            ReportOrder.Name => [.. byName],
            ReportOrder.Count => [.. byName.OrderByDescending(cause => cause.Places.Count)],
            _ => [.. byName.OrderByDescending(cause => cause.Severity).ThenByDescending(cause => cause.Places.Count)],
        };
    }

    /// <summary>
    /// One sentence for all places: where they say the same, or differ only in names that each place shows anyway, which are then left
    /// out. Null where each has something of its own to say.
    /// </summary>
    public string? SharedMessage(string ellipsis)
    {
        var shared = SharedText.Of([.. Places.Select(place => place.Message)], ellipsis);
        var told = shared is not null && (shared.Holes.Count == 0 || shared.Holes.Zip(Places).All(pair => Shows(pair.Second, pair.First)));
        return told ? shared!.Text : null;
    }

    private static bool Shows(Finding place, string name) =>
        place.Subject.Name == name || place.Subject.Namespace == name || place.Location.Path.Contains($"[name={name}]", StringComparison.Ordinal)
        || place.Location.Path.Contains($"[{name}]", StringComparison.Ordinal);
}
