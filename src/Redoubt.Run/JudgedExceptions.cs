using Redoubt.Catalog;
using Redoubt.Catalog.Exceptions;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Run;

/// <summary>Lays the exceptions of a scan over what it found, and has them judged too.</summary>
/// <param name="scan">The scan.</param>
/// <param name="said">The day that the command line says; null for none.</param>
/// <param name="files">Names files from the configuration's folder.</param>
internal sealed class JudgedExceptions(Scan scan, JudgingDay? said, RelativeFiles files)
{
    /// <summary>The day that exceptions are held against, where one of them ends on a day; null where none does.</summary>
    public JudgingDay? Day { get; private set; }

    /// <summary>The judgement with its exceptions.</summary>
    /// <param name="judgement">What was found.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="options">How it was judged.</param>
    public Judgement Over(Judgement judgement, Platform platform, JudgeOptions options)
    {
        // Evidence says when it was collected, and could so bring an exception back that has ended: only the user and the clock are asked.
        var day = said ?? JudgingDays.Now(TimeProvider.System);
        var book = new ExceptionBook(scan.Configuration.Exceptions, scan.Catalog, scan.Controls, platform, day.Day, files.Of);
        if (book.IsEmpty)
        {
            return judgement;
        }

        Day = book.HasEnds ? said ?? day with { Source = "the clock, since exceptions end on a day" } : null;
        var findings = book.Apply(judgement.Findings);
        Control[] asking = [.. scan.Controls.Where(control => control.Target.For.Contains(EvidenceKinds.Exception))];
        var own = ExceptionEvidence.Judge(book, new PlatformJudge(scan.Catalog, asking, options with { Today = day.Day }));
        return (judgement with { Findings = findings }).Plus(own);
    }
}
