using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Report.Reading;

/// <summary>Entries of the ledger that say the same.</summary>
/// <param name="Code">Their code.</param>
/// <param name="Reason">What they say.</param>
/// <param name="Entries">The entries, in order.</param>
internal sealed record LedgerGroup(LedgerCode Code, string Reason, IReadOnlyList<LedgerEntry> Entries)
{
    /// <summary>The files, each once, in order.</summary>
    public IReadOnlyList<string> Files { get; } = [.. Entries.Select(entry => entry.File).Distinct(StringComparer.Ordinal)];

    /// <summary>What the ledger tells at a level: by code, then by what most entries say.</summary>
    public static IReadOnlyList<LedgerGroup> Of(Assessment assessment, LedgerLevel level) =>
        [.. assessment.Inputs.Ledger.Where(entry => entry.Level == level)
            .GroupBy(entry => (entry.Code, entry.Reason))
            .Select(group => new LedgerGroup(group.Key.Code, group.Key.Reason, [.. group]))
            .OrderBy(group => group.Code).ThenByDescending(group => group.Entries.Count).ThenBy(group => group.Reason, StringComparer.Ordinal)];

    /// <summary>How many entries a code has.</summary>
    public static int Count(Assessment assessment, LedgerCode code) => assessment.Inputs.Ledger.Count(entry => entry.Code == code);

    /// <summary>How many entries a level has.</summary>
    public static int Count(Assessment assessment, LedgerLevel level) => assessment.Inputs.Ledger.Count(entry => entry.Level == level);
}
