using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Kubernetes.Tapes;

/// <summary>
/// What the documents of one tape say they do not know (design, section 3): rows that are unknown, fields that are absent and unknown, and
/// lists and maps that may hold more than is known of them. What is not in the tape has handles past its rows.
/// </summary>
internal sealed class UnknownRows
{
    /// <summary>Patterns that reach more values than this make their whole document unknown, so that a document costs a bounded time.</summary>
    private const int MostReached = 1_000_000;

    private readonly Dictionary<int, CelUnknown> _unknown = [];
    private readonly Dictionary<(int Map, string Field), int> _absent = [];
    private readonly Dictionary<int, int> _rests = [];
    private readonly HashSet<int> _restHandles = [];
    private readonly HashSet<int> _anyField = [];
    private int _next;
    private int _reached;

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

    /// <summary>Whether a handle is unknown, and what is missing.</summary>
    public bool TryGet(int handle, out CelUnknown missing) => _unknown.TryGetValue(handle, out missing!);

    /// <summary>Whether nothing is known at a handle.</summary>
    public bool Has(int handle) => _unknown.ContainsKey(handle);

    /// <summary>What is missing where a value, or one that holds it, is unknown; else null.</summary>
    public CelUnknown? Around(Node node)
    {
        for (var at = node; at.Exists; at = at.Parent)
        {
            if (_unknown.TryGetValue(at.Row, out var missing))
            {
                return missing;
            }
        }

        return null;
    }

    /// <summary>The handle of a field that is absent because it is not known; null when it is just absent.</summary>
    public int? Absent(int map, ReadOnlySpan<char> field) =>
        _absent.TryGetValue((map, field.ToString()), out var handle) ? handle : _anyField.Contains(map) ? _rests[map] : null;

    /// <summary>The handle of what a list or map may hold beyond what is known of it; null when all of it is known.</summary>
    public int? RestOf(int container) => _rests.TryGetValue(container, out var handle) ? handle : null;

    /// <summary>Whether a handle is a rest.</summary>
    public bool IsRest(int handle) => _restHandles.Contains(handle);

    private void Add(Document document, UnknownPath unknown)
    {
        var missing = CelUnknown.Of(new EvidenceMissing(document.Missing(unknown)));
        if (!Mark(document.Root, unknown.Path.Steps, 0, missing))
        {
            _unknown[document.Root.Row] = missing;
        }
    }

    /// <summary>Marks what a pattern reaches from a value on; false where it reaches too much.</summary>
    private bool Mark(Node at, IReadOnlyList<PathStep> steps, int taken, CelUnknown missing)
    {
        if (++_reached > MostReached)
        {
            return false;
        }

        if (taken == steps.Count)
        {
            _unknown.TryAdd(at.Row, missing);
            // Whether the field is there at all is not known either.
            return !at.HasKey || taken == 0 || MarkRest(at.Parent.Row, missing);
        }

        var step = steps[taken];
        return (step, at.Kind) switch
        {
            ({ IsAny: true }, NodeKind.List or NodeKind.Map) => MarkEach(at, steps, taken, missing),
            ({ Name: not null, Value: null }, NodeKind.Map) when at.TryGet(step.Name, out var field) => Mark(field, steps, taken + 1, missing),
            ({ Name: not null, Value: null }, NodeKind.Map) => MarkAbsent(at.Row, step.Name, missing),
            ({ IsAny: false, Name: null } or { Value: not null }, NodeKind.List) => step.From(at) is { Exists: true } item
                ? Mark(item, steps, taken + 1, missing)
                : MarkRest(at.Row, missing),
            // The step leads nowhere from a value of this kind, so the value is not what the path speaks of.
            _ => Mark(at, [], 0, missing),
        };
    }

    private bool MarkEach(Node container, IReadOnlyList<PathStep> steps, int taken, CelUnknown missing)
    {
        foreach (var child in container.Kind == NodeKind.List ? container.Items : container.Fields)
        {
            if (!Mark(child, steps, taken + 1, missing))
            {
                return false;
            }
        }

        // All items of a list are there, of a map those keys that the collector saw.
        if (container.Kind == NodeKind.Map)
        {
            _anyField.Add(container.Row);
            return MarkRest(container.Row, missing);
        }

        return true;
    }

    // The first field that is not there stands for everything below it; nobody knows whether the map has it.
    private bool MarkAbsent(int map, string field, CelUnknown missing)
    {
        if (_absent.TryAdd((map, field), _next))
        {
            _unknown[_next++] = missing;
        }

        return MarkRest(map, missing);
    }

    private bool MarkRest(int container, CelUnknown missing)
    {
        if (_rests.TryGetValue(container, out var rest))
        {
            _unknown[rest] = _unknown[rest].Union(missing);
            return true;
        }

        _rests[container] = _next;
        _restHandles.Add(_next);
        _unknown[_next++] = missing;
        return true;
    }
}
