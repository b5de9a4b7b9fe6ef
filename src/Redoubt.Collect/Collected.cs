using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Collect;

/// <summary>What was found in one file.</summary>
/// <param name="File">The file's name as the user would write it.</param>
/// <param name="Read">What was read.</param>
/// <param name="Renderer">The program that rendered it, as <c>helm</c>, where <paramref name="File"/> is the folder of a chart or overlay; else empty.</param>
public sealed record CollectedFile(string File, ReadResult Read, string Renderer = "");

/// <summary>What was found in everything that was asked for: all of it is a document, or stands in the ledger.</summary>
/// <param name="Files">The files that were opened, in the order of what was asked for, then by name.</param>
/// <param name="Ledger">All that is not judged, or not as it was written: what was not opened first, then by file.</param>
public sealed record Collected(IReadOnlyList<CollectedFile> Files, IReadOnlyList<LedgerEntry> Ledger)
{
    /// <summary>Answers which values of charts a place came from.</summary>
    public ValueTrace Values { get; init; } = ValueTrace.None;

    /// <summary>Renders overlays again, with another text of their kustomization.</summary>
    public OverlayTrials Overlays { get; init; } = OverlayTrials.None;

    /// <summary>All documents, in order.</summary>
    public IEnumerable<Document> Documents => Files.SelectMany(file => file.Read.Documents);

    /// <summary>What could not be read or judged, in order.</summary>
    public IEnumerable<LedgerEntry> Problems => Ledger.Where(entry => entry.Level == LedgerLevel.Error);

    /// <summary>What is none of the platform's, in order.</summary>
    public IEnumerable<LedgerEntry> PassedOver => Ledger.Where(entry => entry.Level == LedgerLevel.Harmless);

    /// <summary>The entries of one code, in order.</summary>
    /// <param name="code">The code.</param>
    public IEnumerable<LedgerEntry> Told(LedgerCode code) => Ledger.Where(entry => entry.Code == code);

    /// <summary>The platform that the documents make: the same, in whatever order the files were named.</summary>
    /// <param name="scope">What the user says about completeness; null to go by the evidence.</param>
    /// <param name="podTemplates">The kinds that run pods; null for the known ones.</param>
    public Platform ToPlatform(Scope? scope = null, PodTemplates? podTemplates = null) =>
        new PlatformBuilder { Scope = scope, PodTemplates = podTemplates ?? PodTemplates.Default }
            .AddRange(Documents.OrderBy(document => document.Origin.File, StringComparer.Ordinal)).Build();
}
