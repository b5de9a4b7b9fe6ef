using Redoubt.Catalog;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>
/// Where the findings are, as the terminal has room for it: on a narrow one the folder that all files share is said once and left out
/// of every line.
/// </summary>
internal sealed class Places
{
    // Beside the object and the place: the path in the document, and what is between the columns.
    private const int RoomBeside = 27;

    private Places(string folder) => Folder = folder;

    /// <summary>Every place with its whole file name.</summary>
    public static Places Whole { get; } = new("");

    /// <summary>The folder that is left out, with its slash; empty for none.</summary>
    public string Folder { get; }

    /// <summary>Leaves the common folder out if lines would not fit otherwise.</summary>
    public static Places For(IReadOnlyList<Finding> findings, Screen screen)
    {
        var subject = 0;
        var location = 0;
        foreach (var finding in findings)
        {
            subject = Math.Max(subject, Cells.Of(screen.Shown(finding.Subject.ToString())));
            location = Math.Max(location, Cells.Of(screen.Shown(PlaceText.Of(finding.Location))));
        }

        return subject + location + RoomBeside <= screen.Width ? Whole : new Places(CommonFolder(findings));
    }

    /// <summary><c>file:line:column</c>.</summary>
    public string Of(Location location) => PlaceText.Of(location) is var place && place.StartsWith(Folder, StringComparison.Ordinal) ? place[Folder.Length..] : place;

    private static string CommonFolder(IReadOnlyList<Finding> findings)
    {
        var folder = findings.Count == 0 ? "" : findings[0].Location.File;
        foreach (var file in findings.SelectMany(finding => finding.Copies.Select(copy => copy.File).Prepend(finding.Location.File)))
        {
            var shared = folder.AsSpan().CommonPrefixLength(file);
            folder = folder[..(folder.AsSpan(0, shared).LastIndexOf('/') + 1)];
        }

        return folder;
    }
}
