using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Tapes;
using Redoubt.Yaml;

namespace Redoubt.Evidence.Read;

/// <summary>Says of each document that the reader finds what it is: an object, a list of objects, or an entry of the ledger.</summary>
internal sealed class DocumentSorter(string file, SourceText source, ReadOptions options) : ITapeSink
{
    private readonly List<Document> _documents = [];
    private readonly List<LedgerEntry> _ledger = [];
    private readonly List<DecodingProblem> _undecoded = [];
    private readonly ListItems _items = new();

    public ReadResult Result => new(_documents, _ledger);

    public bool TakesItems => true;

    public void Start() => _items.Clear();

    public void Item(Tape item, int number) => _items.Add(item, number);

    public void Document(in YamlDocument document, Tape tape, Ambiguity[] ambiguities)
    {
        _undecoded.Clear();
        _items.End(tape.NodeAt(0), _undecoded);
        Sort(document, ServerDecoding.Decode(tape, FieldIndex.Default, _undecoded), ambiguities);
        foreach (var problem in _undecoded)
        {
            var code = problem.Fault switch
            {
                DecodingFault.Refused => LedgerCode.Unreadable,
                DecodingFault.UnknownField => LedgerCode.UnknownField,
                _ => LedgerCode.DroppedField,
            };
            Tell(code, problem.Offset, problem.Fault == DecodingFault.Refused ? $"`{problem.Path}`: {problem.Reason}" : problem.Reason);
        }
    }

    public void Problem(int offset, string reason)
    {
        if (TemplateText.DocumentAround(source, offset).Contains("{{", StringComparison.Ordinal))
        {
            Tell(LedgerCode.NotRendered, offset, $"a template that is not rendered: {reason}");
        }
        else
        {
            Tell(LedgerCode.Unreadable, offset, reason);
        }
    }

    /// <summary>Reports each document of a chart's template file; what rendering makes of it nobody can know here.</summary>
    public void Templates()
    {
        foreach (var offset in TemplateText.Documents(source.Slice(0, source.Length)))
        {
            Tell(LedgerCode.NotRendered, offset, "a template of a chart that is not rendered");
        }
    }

    private void Sort(in YamlDocument document, Tape tape, Ambiguity[] ambiguities)
    {
        var root = tape.NodeAt(0);
        if (root.Kind == NodeKind.Null)
        {
            return;
        }

        var origin = new Origin(file, document.Index, options.Rendering, options.Scope);
        var apiVersion = Text(root["apiVersion"]);
        var kind = Text(root["kind"]);
        if (apiVersion is null || kind is null)
        {
            NoObject(root, apiVersion, kind);
        }
        else if (ObjectList.Is(root))
        {
            if (ObjectList.IsObjectToo(root))
            {
                Add(root, apiVersion, kind, origin, ambiguities);
            }

            AddItems(root, _items, apiVersion, kind, origin, ambiguities);
        }
        else
        {
            Add(root, apiVersion, kind, origin, ambiguities);
        }
    }

    /// <summary>What says neither is a file of something else; what says one of the two, and has what objects have, is an object that kubectl refuses.</summary>
    private void NoObject(Node node, string? apiVersion, string? kind)
    {
        var missing = (apiVersion, kind) switch
        {
            (null, null) => "`apiVersion` and `kind` are missing",
            (null, _) => "`apiVersion` is missing",
            _ => "`kind` is missing",
        };
        var isMeant = (apiVersion is not null || kind is not null)
            && (node["metadata"].Kind == NodeKind.Map || node["spec"].Kind == NodeKind.Map || FieldIndex.Default.KindsNamed(kind).Length > 0);
        Tell(isMeant ? LedgerCode.Unreadable : LedgerCode.NoObject, node.ValueOffset, $"not an object of Kubernetes: {missing}");
    }

    /// <summary>Adds the objects of a list; those of one within a list lie on its own tape.</summary>
    private void AddItems(Node list, ListItems? apart, string apiVersion, string kind, Origin origin, Ambiguity[] ambiguities)
    {
        var items = list["items"];
        if (items.Count == 0)
        {
            Tell(LedgerCode.EmptyList, list.ValueOffset, $"a `{kind}` without items: nothing in it is to be judged");
        }

        var first = true;
        var number = 0;
        foreach (var place in items.Items)
        {
            var item = apart?.Of(place, number++) ?? place;

            // The API server leaves kind and version out of the items of a typed list: the list says them.
            var itemKind = Text(item["kind"]);
            var itemVersion = Text(item["apiVersion"]);
            if (itemKind is null && ObjectList.ItemKind(kind) is { } listKind)
            {
                (itemKind, itemVersion) = (listKind, itemVersion ?? apiVersion);
            }

            if (item.Kind != NodeKind.Map || itemKind is null || itemVersion is null)
            {
                NoObject(item, itemVersion, itemKind);
                continue;
            }

            var own = ambiguities[Within(ambiguities, item)];
            if (first)
            {
                own = WithOutside(own, ambiguities, items);
            }

            first = false;
            if (ObjectList.Is(item))
            {
                AddItems(item, apart: null, itemVersion, itemKind, origin, own);
            }
            else
            {
                Add(item, itemVersion, itemKind, origin, own);
            }
        }
    }

    /// <summary>What stands in no item, such as text after the list, is told with the first.</summary>
    private static Ambiguity[] WithOutside(Ambiguity[] own, Ambiguity[] all, Node items)
    {
        var inside = Within(all, items);
        return all.Length == own.Length ? own : [.. all[..inside.Start], .. own, .. all[inside.End..]];
    }

    /// <summary>Which ambiguities, which are in the order of the text, stand in a value.</summary>
    private static Range Within(Ambiguity[] ambiguities, Node value)
    {
        var first = FirstFrom(ambiguities, value.ValueOffset);
        return first..Math.Max(first, FirstFrom(ambiguities, value.ValueOffset + value.ValueLength));
    }

    private static int FirstFrom(Ambiguity[] ambiguities, int offset)
    {
        var low = 0;
        for (var high = ambiguities.Length; low < high;)
        {
            var middle = (low + high) / 2;
            if (ambiguities[middle].Offset < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private void Add(Node root, string apiVersion, string kind, Origin origin, Ambiguity[] ambiguities)
    {
        if (ForeignKinds.OfOtherProgram(apiVersion, kind) is { } program)
        {
            Tell(LedgerCode.OtherProgram, root.ValueOffset, program);
            return;
        }

        var now = ForeignKinds.NewVersionOf(apiVersion, kind);
        if (now is null && ServedKinds.Refusal(apiVersion, kind) is { } refusal)
        {
            Tell(LedgerCode.NotServed, Offset(root["kind"], root), refusal);
            return;
        }

        var document = new Document(root, origin, now ?? apiVersion, kind, ambiguities, options);
        if (now is not null)
        {
            Tell(LedgerCode.OldKind, Offset(root["apiVersion"], root), $"`{kind}` in `v1` is OpenShift's old form of `{now}`, and is judged as that");
        }

        if (TemplateText.PlaceIn(document) is { Exists: true } place)
        {
            root.Tape.MarkNotSent(root.Row);
            Tell(LedgerCode.TemplateValue, place.ValueOffset, "`{{` in a value that cannot hold it: if this is a template, render it first; it is judged as it stands");
        }

        foreach (var (entry, reason) in CollectionView.Refusals(document))
        {
            Tell(LedgerCode.NotListed, entry.ValueOffset, reason);
        }

        root.Tape.MarkRoot(root.Row);
        _documents.Add(document);
    }

    private static int Offset(Node node, Node otherwise) => node.Exists ? node.ValueOffset : otherwise.ValueOffset;

    private static string? Text(Node node) => node.Text.IsEmpty ? null : node.AsString();

    private void Tell(LedgerCode code, int offset, string reason)
    {
        var position = source.PositionOf(offset);
        _ledger.Add(new LedgerEntry(code, file, position.Line, position.Column, reason));
    }
}
