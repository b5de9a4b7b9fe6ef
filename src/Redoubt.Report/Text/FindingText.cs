using System.Globalization;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Catalog.Exceptions;
using Redoubt.Report.Reading;

namespace Redoubt.Report.Text;

/// <summary>What is said of a finding beside its message.</summary>
internal static class FindingText
{
    private const int MostNamed = 5;

    /// <summary>The message, else the control's title, and what stands beside it.</summary>
    public static string Of(Finding finding) => Join(Message(finding), Beside(finding));

    /// <summary>The same with who answers for it, where that has no place of its own.</summary>
    public static string WithOwner(Finding finding) => Join(Message(finding), Beside(finding), finding.Owner.Length > 0 ? $"owner: {finding.Owner}" : "");

    /// <summary>Where a rendered value came from, whether it is worse than it was, and the exception; empty where there is nothing to say.</summary>
    public static string Beside(Finding finding) =>
        Join(RenderedText.Of(finding.Location), finding.Change == FindingChange.Worse ? "graver than before" : "", Of(finding.Exception));

    /// <summary>What was judged before and is not known now.</summary>
    public static string Lost(UnknownVerdict lost) => $"{lost.Subject} was judged before and is not known now";

    /// <summary>What is gone, in one sentence: how many, the worst by name.</summary>
    public static string Gone(IReadOnlyList<PastFinding> gone)
    {
        var named = gone.OrderByDescending(finding => finding.Severity).Take(MostNamed).Select(finding => $"{finding.Control} of {finding.Subject}");
        return $"{gone.Count.Of("finding")} gone: {string.Join(", ", named)}{(gone.Count > MostNamed ? $" and {gone.Count - MostNamed} more" : "")}";
    }

    private static string Message(Finding finding) => finding.Message.Length > 0 ? finding.Message : finding.Control.Title;

    private static string Join(params string[] parts) => string.Join("; ", parts.Where(part => part.Length > 0));

    /// <summary>An exception: <c>excepted until 2027-03-01 by security, SEC-12 (redoubt.yaml:4:3): the reason</c>; empty for none.</summary>
    public static string Of(ExceptionRule? exception)
    {
        if (exception is null)
        {
            return "";
        }

        var until = exception.Until is { } day ? string.Create(CultureInfo.InvariantCulture, $" until {day:yyyy-MM-dd}") : "";
        var by = exception.Approver.Length > 0 ? $" by {exception.Approver}" : "";
        var ticket = exception.Ticket.Length > 0 ? $", {exception.Ticket}" : "";
        return $"excepted{until}{by}{ticket} ({PlaceText.Of(exception.Place.File, exception.Place.Line, exception.Place.Column)}): {exception.Reason}";
    }
}
