using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Collect.Rendering;

/// <summary>
/// Where the values of an overlay's objects came from: the resource's own file where the same value stands there, else the one patch that
/// sets it, else the overlay's kustomization, of which the line is not known.
/// </summary>
internal sealed class OverlayOrigins : Evidence.Rendering
{
    private readonly string _file;
    private readonly Dictionary<ObjectKey, string> _origins;
    private readonly Dictionary<string, IReadOnlyList<Document>> _read = new(StringComparer.Ordinal);
    private readonly List<string> _patches;
    private readonly Func<string, string> _nameOf;

    /// <param name="overlay">The overlay.</param>
    /// <param name="origins">The file of each object that has one.</param>
    /// <param name="nameOf">A full path as the user would write it.</param>
    public OverlayOrigins(Overlay overlay, Dictionary<ObjectKey, string> origins, Func<string, string> nameOf)
        : base("kustomize", overlay.Name)
    {
        (_file, _origins, _nameOf) = (overlay.Source.Name, origins, nameOf);
        _patches = [.. overlay.Parts.SelectMany(part => part.Others).Distinct(StringComparer.Ordinal).Where(File.Exists)];
        // Read now: a place is asked for from several threads.
        foreach (var file in origins.Values.Concat(_patches).Distinct(StringComparer.Ordinal))
        {
            _read[file] = Documents(file);
        }
    }

    public override SourcePlace PlaceOf(Document document, Node place)
    {
        if (NodePath.TryParse(place.PathTo(document.Root), out var path))
        {
            if (_origins.TryGetValue(document.Key, out var file) && Same(file, document, path, place) is { } found)
            {
                return found;
            }

            SourcePlace?[] patched = [.. _patches.Select(patch => Same(patch, document, path, place)).Where(set => set is not null).Take(2)];
            if (patched is [{ } only])
            {
                return only;
            }
        }
        return new SourcePlace(_file, 0, 0);
    }

    /// <summary>The place in a file where the object has this value; null if it has another there, or none.</summary>
    private SourcePlace? Same(string file, Document document, NodePath path, Node place)
    {
        Document[] candidates = [.. _read[file].Where(read => read.Key.Kind == document.Key.Kind)];
        // Overlays put something before or behind a name, or a hash.
        var origin = candidates.Length == 1 ? candidates[0]
            : Array.Find(candidates, read => read.Name == document.Name)
            ?? candidates.Where(read => read.Name.Length > 0 && document.Name.Contains(read.Name, StringComparison.Ordinal)).MaxBy(read => read.Name.Length);
        if (origin is null || !path.TryResolve(origin.Root, out var value) || !MeansTheSame(value, place, path))
        {
            return null;
        }

        var position = value.KeyPosition;
        return new SourcePlace(_nameOf(file), position.Line, position.Column);
    }

    private static bool MeansTheSame(Node written, Node rendered, NodePath path)
    {
        if (written.Kind != rendered.Kind)
        {
            return false;
        }

        return written.Kind switch
        {
            // The name of an object is what overlays change, and stands for the object as a whole.
            NodeKind.String => written.Is(rendered.Text) || path.ToString() == "metadata.name",
            NodeKind.Map or NodeKind.List => path.Steps.All(step => step.Index < 0),
            _ => written.Tape.Source.Text.Slice(written.ValueOffset, written.ValueLength).SequenceEqual(
                rendered.Tape.Source.Text.Slice(rendered.ValueOffset, rendered.ValueLength)),
        };
    }

    private static IReadOnlyList<Document> Documents(string file)
    {
        try
        {
            return DocumentReader.Read(file, File.ReadAllBytes(file)).Documents;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Kustomize has read it, so that it was there: its lines are not known.
            return [];
        }
    }
}
