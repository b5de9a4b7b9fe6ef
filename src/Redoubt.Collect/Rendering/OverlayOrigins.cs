using System.Collections.Concurrent;
using Redoubt.Collect.Rendering.Changes;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Secrets;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Collect.Rendering;

/// <summary>
/// Where the values of an overlay's objects came from: the resource's own file where the same value stands there, else the patch or the
/// field of a kustomization that gives it, else the overlay's kustomization, of which the line is not known.
/// </summary>
internal sealed class OverlayOrigins : Evidence.Rendering
{
    private readonly string _file;
    private readonly Dictionary<ObjectKey, string> _origins;
    private readonly Dictionary<(string File, GroupKind Kind), OriginalNames> _read = [];
    private readonly OverlayChanges _changes;
    private readonly Func<string, string> _nameOf;
    private readonly ConcurrentDictionary<Document, Document?> _originals = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Document, Redactor> _redactors = new(ReferenceEqualityComparer.Instance);
    private readonly ILookup<string, Document> _byName;

    /// <param name="overlay">The overlay.</param>
    /// <param name="origins">The file of each object that has one.</param>
    /// <param name="nameOf">A full path as the user would write it.</param>
    public OverlayOrigins(Overlay overlay, Dictionary<ObjectKey, string> origins, Func<string, string> nameOf)
        : base("kustomize", overlay.Name)
    {
        (_file, _origins, _nameOf) = (overlay.Source.Name, origins, nameOf);
        // Read now: a place is asked for from several threads.
        var all = new List<Document>();
        foreach (var file in origins.Values.Concat(overlay.Parts.SelectMany(part => part.Others)).Distinct(StringComparer.Ordinal).Where(File.Exists))
        {
            var documents = Documents(file);
            all.AddRange(documents);
            foreach (var kind in documents.GroupBy(document => document.Key.Kind))
            {
                _read[(file, kind.Key)] = new OriginalNames(kind);
            }
        }

        _byName = all.ToLookup(document => document.Origin.File, StringComparer.Ordinal);
        _changes = OverlayChanges.Of(overlay, nameOf);
    }

    public override SourcePlace PlaceOf(Document document, Node place)
    {
        if (!NodePath.TryParse(place.PathTo(document.Root), out var path))
        {
            return new SourcePlace(_file, 0, 0);
        }

        var original = _originals.GetOrAdd(document, Original);
        var rendered = new RenderedNode(document, original?.Name ?? document.Name, place, path);
        if (original is not null && path.TryResolve(original.Root, out var written) && rendered.IsGivenBy(written))
        {
            return new SourcePlace(original.Origin.File, written.KeyPosition.Line, written.KeyPosition.Column);
        }

        return _changes.PlaceOf(rendered) ?? new SourcePlace(_file, 0, 0);
    }

    /// <summary>The name that an object has in its own file; null where it came from none.</summary>
    public string? OriginalName(Document document) => _originals.GetOrAdd(document, Original)?.Name;

    /// <summary>A line of a resource or a patch that looks like one: what may be shown of those is known.</summary>
    public override string? SourceLine(SourcePlace place, int line)
    {
        var document = place.Line > 0 ? _byName[place.File].LastOrDefault(document => document.Root.Line <= place.Line) : null;
        return document is null ? null : _redactors.GetOrAdd(document, Redactor.Of).Line(place.Line);
    }

    /// <summary>The object as its own file has it.</summary>
    private Document? Original(Document document) =>
        _origins.TryGetValue(document.Key, out var file) && _read.TryGetValue((file, document.Key.Kind), out var names) ? names.Within(document.Name) : null;

    private IReadOnlyList<Document> Documents(string file)
    {
        try
        {
            return DocumentReader.Read(_nameOf(file), File.ReadAllBytes(file)).Documents;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Kustomize has read it, so that it was there: its lines are not known.
            return [];
        }
    }
}
