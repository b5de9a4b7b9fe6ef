namespace Redoubt.Catalog.Compare;

/// <summary>What changed since another run. A finding is known again by its object and its place in it, whatever the file, the line and the order.</summary>
/// <param name="Against">What it was compared with.</param>
/// <param name="Gone">What was found before, was asked about now, and is not there any more.</param>
/// <param name="Lost">What was judged before and is not known now.</param>
/// <param name="NotAsked">How many findings were of controls that were not asked now.</param>
public sealed record Comparison(string Against, IReadOnlyList<PastFinding> Gone, IReadOnlyList<UnknownVerdict> Lost, int NotAsked)
{
    /// <summary>What the change does to what stands between attackers and what must not be lost; null where it was not asked.</summary>
    public DepthComparison? Depth { get; init; }

    /// <summary>A run beside an earlier one: each finding says what it is, and what is gone is told.</summary>
    /// <param name="before">The earlier run.</param>
    /// <param name="now">The run.</param>
    public static Assessment Of(Snapshot before, Assessment now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        var known = new Dictionary<string, PastFinding>(StringComparer.Ordinal);
        foreach (var finding in before.Findings)
        {
            known.TryAdd(finding.Fingerprint, finding);
        }

        var findings = now.Findings.SelectMany(finding => Compared(finding, known)).ToList();
        var asked = now.Controls.Select(control => control.Id).ToHashSet(StringComparer.Ordinal);
        var unknown = now.Unknowns.Select(verdict => (verdict.Control.Id, verdict.Subject.ToString())).ToHashSet();
        return now with
        {
            Findings = findings,
            Comparison = new Comparison(
                before.Title,
                [.. known.Values.Where(finding => asked.Contains(finding.Control) && !unknown.Contains((finding.Control, finding.Subject.ToString())))],
                [.. now.Unknowns.Where(verdict => before.Judged(verdict.Control.Id, verdict.Subject.ToString()))],
                known.Values.Count(finding => !asked.Contains(finding.Control))),
        };
    }

    // Takes out of what is known what is still there; what is left is gone.
    private static IEnumerable<Finding> Compared(Finding finding, Dictionary<string, PastFinding> known)
    {
        Finding[] places = [.. finding.AtEachPlace()];
        PastFinding[] before = [.. places.Select(place => known.Remove(place.Fingerprint, out var past) ? past : null).OfType<PastFinding>()];
        if (before.Length == 0)
        {
            return [finding with { Change = FindingChange.New }];
        }

        var change = finding.Severity > before.Max(past => past.Severity) ? FindingChange.Worse : FindingChange.Same;
        if (before.Length == places.Length)
        {
            return [finding with { Change = change }];
        }

        // There are more files with the same object than before: those are new whose names were not there, else the last ones.
        var files = before.Select(past => past.Location.File).ToHashSet(StringComparer.Ordinal);
        Finding[] ordered = [.. places.OrderByDescending(place => files.Contains(place.Location.File))];
        var old = ordered[..before.Length];
        return
        [
            finding with { Location = old[0].Location, Copies = [.. old[1..].Select(place => place.Location)], Change = change },
            .. ordered[before.Length..].Select(place => place with { Change = FindingChange.New }),
        ];
    }
}
