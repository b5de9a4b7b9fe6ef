using Redoubt.Catalog;

namespace Redoubt.Report.Reading;

/// <summary>One cause with all places where it shows.</summary>
/// <param name="Control">What failed.</param>
/// <param name="Places">Where, in the order of the assessment; never empty.</param>
internal sealed record Cause(Control Control, IReadOnlyList<Finding> Places)
{
    /// <summary>How many objects are concerned.</summary>
    public int Subjects { get; } = Places.Select(place => place.Subject).Distinct().Count();

    /// <summary>The findings by control, each control once, in the order asked for.</summary>
    public static IReadOnlyList<Cause> Of(IEnumerable<Finding> findings, ReportOrder order = ReportOrder.Severity)
    {
        var causes = findings.GroupBy(finding => finding.Control).Select(group => new Cause(group.Key, [.. group]));
        var byName = causes.OrderBy(cause => cause.Control.Id, StringComparer.Ordinal);
        return order switch
        {
            ReportOrder.Name => [.. byName],
            ReportOrder.Count => [.. byName.OrderByDescending(cause => cause.Places.Count)],
            _ => [.. byName.OrderByDescending(cause => cause.Control.Severity).ThenByDescending(cause => cause.Places.Count)],
        };
    }

    /// <summary>
    /// What the messages of all places say alike, with the names that differ left out; null where they say different things.
    /// </summary>
    public string? SharedMessage(string ellipsis)
    {
        if (Places.Count == 1)
        {
            return Places[0].Message;
        }

        var first = MessagePattern.Of(Places[0], ellipsis);
        return Places.All(place => MessagePattern.Of(place, ellipsis) == first) ? first : null;
    }
}
