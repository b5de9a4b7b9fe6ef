using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Kubernetes.Tapes;

/// <summary>
/// What a document of our own kinds says it does not know (design, section 3). A path that is there reads as unknown; so does a field
/// that is absent from a map and named as not known.
/// </summary>
public sealed class UnknownRows
{
    private readonly Dictionary<int, CelMissing> _byHandle = [];
    private readonly Dictionary<(int Map, string Field), int> _absent = [];
    private int _next;

    private UnknownRows(int firstHandle) => _next = firstHandle;

    /// <summary>The unknown rows of the documents of one tape; null when they know all that they say.</summary>
    public static UnknownRows? Of(IEnumerable<Document> documents)
    {
        UnknownRows? rows = null;
        foreach (var document in documents)
        {
            foreach (var unknown in document.Unknown)
            {
                (rows ??= new UnknownRows(document.Root.Tape.Count)).Add(document, unknown);
            }
        }

        return rows;
    }

    /// <summary>What is missing at a handle.</summary>
    /// <param name="handle">The handle.</param>
    /// <param name="missing">What is missing.</param>
    public bool TryGet(int handle, out CelMissing missing) => _byHandle.TryGetValue(handle, out missing!);

    /// <summary>The handle of a field that is absent because it is not known; null when it is just absent.</summary>
    public int? Missing(int map, ReadOnlySpan<char> field) =>
        _absent.TryGetValue((map, field.ToString()), out var handle) ? handle : null;

    private void Add(Document document, UnknownPath unknown)
    {
        var missing = new CelMissing($"{document.Key}: {unknown.Path}", unknown.Reason);
        var at = document.Root;
        foreach (var step in unknown.Path.Steps)
        {
            if (NodePath.Of([step]).TryResolve(at, out var next))
            {
                at = next;
                continue;
            }

            // The first field that is not there stands for everything below it.
            if (step is { Name: { } field, Value: null })
            {
                _absent[(at.Row, field)] = _next;
                _byHandle[_next++] = missing;
                return;
            }

            break;
        }

        _byHandle[at.Row] = missing;
    }
}
