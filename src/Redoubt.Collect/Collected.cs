using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Collect;

/// <summary>What was found in one file.</summary>
/// <param name="File">The file's name as the user would write it.</param>
/// <param name="Read">What was read.</param>
/// <param name="Renderer">The program that rendered it, as <c>helm</c>, where <paramref name="File"/> is the folder of a chart or overlay; else empty.</param>
public sealed record CollectedFile(string File, ReadResult Read, string Renderer = "");

/// <summary>What was found in everything that was asked for.</summary>
/// <param name="Files">The files that were opened, in the order of what was asked for, then by name.</param>
/// <param name="Unread">What was asked for or found and could not be opened.</param>
/// <param name="Left">What was found and left aside, as links that lead out of a folder.</param>
public sealed record Collected(IReadOnlyList<CollectedFile> Files, IReadOnlyList<FilePlace> Unread, IReadOnlyList<FilePlace> Left)
{
    /// <summary>Answers which values of charts a place came from.</summary>
    public ValueTrace Values { get; init; } = ValueTrace.None;

    /// <summary>All documents, in order.</summary>
    public IEnumerable<Document> Documents => Files.SelectMany(file => file.Read.Documents);

    /// <summary>Everything that could not be read, in order: what could not be opened first.</summary>
    public IEnumerable<FilePlace> Problems => Unread.Concat(Files.SelectMany(file => file.Read.Problems));

    /// <summary>Fields of built-in kinds that the API server does not know and drops, in order.</summary>
    public IEnumerable<FilePlace> Dropped => Files.SelectMany(file => file.Read.Dropped);

    /// <summary>What was passed over because it is no object of Kubernetes' shape, in order.</summary>
    public IEnumerable<FilePlace> PassedOver => Left.Concat(Files.SelectMany(file => file.Read.PassedOver));

    /// <summary>The templates, in order.</summary>
    public IEnumerable<FilePlace> NotRendered => Files.SelectMany(file => file.Read.NotRendered);

    /// <summary>The platform that the documents make.</summary>
    /// <param name="scope">What the user says about completeness; null to go by the evidence.</param>
    /// <param name="podTemplates">The kinds that run pods; null for the known ones.</param>
    public Platform ToPlatform(Scope? scope = null, PodTemplates? podTemplates = null) =>
        new PlatformBuilder { Scope = scope, PodTemplates = podTemplates ?? PodTemplates.Default }.AddRange(Documents).Build();
}
