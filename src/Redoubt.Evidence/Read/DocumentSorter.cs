using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Tapes;
using Redoubt.Yaml;

namespace Redoubt.Evidence.Read;

/// <summary>Says of each document that the reader finds what it is: an object, a list of objects, a template, something else, a problem.</summary>
internal sealed class DocumentSorter(string file, SourceText source, ReadOptions options) : ITapeSink
{
    private const string NotAnObject = "not an object of Kubernetes: `apiVersion` and `kind` are missing";

    private readonly List<Document> _documents = [];
    private readonly List<FilePlace> _problems = [];
    private readonly List<FilePlace> _passedOver = [];
    private readonly List<FilePlace> _notRendered = [];
    private readonly List<FilePlace> _dropped = [];
    private readonly List<DecodingProblem> _undecoded = [];

    public ReadResult Result => new(_documents, _problems, _passedOver, _notRendered) { Dropped = _dropped };

    public void Document(in YamlDocument document, Tape tape, Ambiguity[] ambiguities)
    {
        _undecoded.Clear();
        var notRendered = _notRendered.Count;
        Sort(document, ServerDecoding.Decode(tape, FieldIndex.Default, _undecoded), ambiguities);
        // A template's values are not what the server will get.
        if (_notRendered.Count > notRendered)
        {
            return;
        }

        foreach (var problem in _undecoded)
        {
            (problem.Fault == DecodingFault.Refused ? _problems : _dropped).Add(Place(problem.Offset, $"`{problem.Path}`: {problem.Reason}"));
        }
    }

    public void Problem(int offset, string reason)
    {
        if (TemplateText.DocumentAround(source.Text, offset).Contains("{{", StringComparison.Ordinal))
        {
            _notRendered.Add(Place(offset, $"a template that is not rendered: {reason}"));
        }
        else
        {
            _problems.Add(Place(offset, reason));
        }
    }

    /// <summary>Reports each document of a chart's template file; what rendering makes of it nobody can know here.</summary>
    public void Templates()
    {
        foreach (var offset in TemplateText.Documents(source.Text))
        {
            _notRendered.Add(Place(offset, "a template of a chart that is not rendered"));
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
            _passedOver.Add(Place(root.ValueOffset, NotAnObject));
        }
        else if (ObjectList.Is(root, kind))
        {
            AddItems(root, apiVersion, kind, origin, ambiguities);
        }
        else
        {
            Add(new Document(root, origin, apiVersion, kind, ambiguities, options.Namespace));
        }
    }

    private void AddItems(Node list, string apiVersion, string kind, Origin origin, Ambiguity[] ambiguities)
    {
        var items = list["items"];
        var first = true;
        foreach (var item in items.Items)
        {
            // The API server leaves kind and version out of the items of a typed list: the list says them.
            var itemKind = Text(item["kind"]) ?? ObjectList.ItemKind(kind);
            var itemVersion = Text(item["apiVersion"]) ?? (kind == ObjectList.Untyped ? null : apiVersion);
            if (item.Kind != NodeKind.Map || itemKind is null || itemVersion is null)
            {
                _passedOver.Add(Place(item.ValueOffset, NotAnObject));
                continue;
            }
            var own = ambiguities[Within(ambiguities, item)];
            if (first)
            {
                own = WithOutside(own, ambiguities, items);
            }

            first = false;
            if (ObjectList.Is(item, itemKind))
            {
                AddItems(item, itemVersion, itemKind, origin, own);
            }
            else
            {
                Add(new Document(item, origin, itemVersion, itemKind, own, options.Namespace));
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

    private void Add(Document document)
    {
        if (TemplateText.PlaceIn(document) is { Exists: true } place)
        {
            _notRendered.Add(Place(place.ValueOffset, "a template that is not rendered: `{{` without quotes"));
        }
        else if (NotAnObjectOfTheCluster(document) is { } reason)
        {
            _passedOver.Add(Place(document.Root.ValueOffset, reason));
        }
        else
        {
            document.Root.Tape.MarkRoot(document.Root.Row);
            _documents.Add(document);
        }
    }

    /// <summary>Files of Kubernetes' shape that its tools read, and that no API server takes.</summary>
    private static string? NotAnObjectOfTheCluster(Document document) => (document.Group, document.Kind) switch
    {
        ("kustomize.config.k8s.io", _) => "a file of kustomize, which makes objects when it is rendered",
        ("", "Config") => "a kubeconfig file",
        _ => null,
    };

    private static string? Text(Node node) => node.Text.IsEmpty ? null : node.AsString();

    private FilePlace Place(int offset, string reason)
    {
        var position = source.PositionOf(offset);
        return new FilePlace(file, position.Line, position.Column, reason);
    }
}
