using Redoubt.Catalog.Files;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Exceptions;

/// <summary>An exception as it stands in a manifest: <c>CONTROL until DATE: reason</c>, the date where there is one.</summary>
/// <param name="Rule">The exception; with an empty control where the text is none.</param>
/// <param name="Document">The object in whose manifest it stands.</param>
/// <param name="Line">Of a comment the line of the text that it is about; 0 for an annotation, which is about the object.</param>
internal sealed record WrittenException(ExceptionRule Rule, Document Document, int Line)
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>Why it does nothing, wherever it would; empty where nothing is wrong with it.</summary>
    public string Objection { get; init; } = "";

    /// <summary>Reads one.</summary>
    /// <param name="text">What stands there.</param>
    /// <param name="origin">An annotation or a comment.</param>
    /// <param name="document">The object.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="line">The line that a comment is about.</param>
    public static WrittenException Read(string text, ExceptionOrigin origin, Document document, FilePlace place, int line)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var words = (colon < 0 ? text : text[..colon]).Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        var reason = colon < 0 ? "" : text[(colon + 1)..].Trim();
        var until = words is [_, "until", var day] ? day : "";
        DateOnly? end = ExceptionFile.TryDay(until, out var last) ? last : null;
        var isForm = reason.Length > 0 && words is [_] or [_, "until", _];
        return new WrittenException(new ExceptionRule(isForm ? words[0] : "", ExceptionScope.Everywhere, reason, place) { Origin = origin, Until = end }, document, line)
        {
            Objection = !isForm || reason.Length == 0 ? $"`{text.Trim()}` is no exception, such as `workloads/host-network until 2027-03-01: the reason`"
                : until.Length > 0 && end is null ? $"`{until}` is no day, such as 2027-03-01"
                : "",
        };
    }
}
