using System.Text.RegularExpressions;
using Redoubt.Catalog.Files;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Exceptions;

/// <summary>An exception as it stands in a manifest: <c>CONTROL until DATE: reason</c>, the date where there is one.</summary>
/// <param name="Rule">The exception; with an empty control where the text is none.</param>
/// <param name="Document">The object in whose manifest it stands.</param>
/// <param name="Line">Of a comment the line of the text that it is about; 0 for an annotation, which is about the object.</param>
internal sealed partial record WrittenException(ExceptionRule Rule, Document Document, int Line)
{
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
        var match = Form().Match(text);
        var until = match.Groups["until"];
        var objection = !match.Success ? $"`{text}` is no exception, such as `workloads/host-network until 2027-03-01: the reason`"
            : until.Success && !ExceptionFile.TryDay(until.Value, out _) ? $"`{until.Value}` is no day, such as 2027-03-01"
            : "";
        var rule = new ExceptionRule(match.Groups["control"].Value, ExceptionScope.Everywhere, match.Groups["reason"].Value, place)
        {
            Origin = origin,
            Until = until.Success && ExceptionFile.TryDay(until.Value, out var day) ? day : null,
        };
        return new WrittenException(rule, document, line) { Objection = objection };
    }

    /// <summary>Whether a finding is what it is about.</summary>
    public bool IsAbout(Finding finding) => Objection.Length == 0 && ReferenceEquals(finding.OwnDocument, Document)
        && (Line == 0 || (finding.Copies.Count == 0 && Line == (finding.Location.Rendered?.Line ?? finding.Location.Line)));

    [GeneratedRegex(@"\A\s*(?<control>[^\s:]+)(?:\s+until\s+(?<until>[^\s:]+))?\s*:\s*(?<reason>\S.*?)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
