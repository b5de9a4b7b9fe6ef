using Redoubt.Evidence.Ledger;

namespace Redoubt.Evidence.Read;

/// <summary>What was found in a file: everything that it holds is a document or stands in the ledger.</summary>
/// <param name="Documents">The objects, in the order of the file.</param>
/// <param name="Ledger">What is not judged, or not as it is written, and why; in the order of the file, but decoding after reading.</param>
public sealed record ReadResult(IReadOnlyList<Document> Documents, IReadOnlyList<LedgerEntry> Ledger)
{
    /// <summary>A file in which nothing was found.</summary>
    public static ReadResult Nothing { get; } = new([], []);

    /// <summary>A file of which only this is to be said.</summary>
    /// <param name="code">Why.</param>
    /// <param name="file">The file's name as it was given.</param>
    /// <param name="reason">What is to be said.</param>
    public static ReadResult Of(LedgerCode code, string file, string reason) => new([], [new LedgerEntry(code, file, 0, 0, reason)]);

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<LedgerEntry> Problems => [.. Ledger.Where(entry => entry.Level == LedgerLevel.Error)];

    /// <summary>Documents and files that are none of the platform's.</summary>
    public IReadOnlyList<LedgerEntry> PassedOver => [.. Ledger.Where(entry => entry.Level == LedgerLevel.Harmless)];

    /// <summary>The entries of one code.</summary>
    /// <param name="code">The code.</param>
    public IReadOnlyList<LedgerEntry> Told(LedgerCode code) => [.. Ledger.Where(entry => entry.Code == code)];
}
