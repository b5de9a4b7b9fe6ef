using System.Collections.Concurrent;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Values;

/// <summary>
/// Finds objects without looking at all of them. What an index gives is what may be meant: everything that fits, and every object of
/// which not all is known, so that a rule asks each again. A list from which an object may be missing ends in an unknown rest.
/// </summary>
internal sealed class PlatformIndexes(PlatformValues values)
{
    private static readonly GroupKind TemplateAlone = new("", "PodTemplate");

    private readonly ConcurrentDictionary<(string Kind, string Namespace, string Path), Lazy<Index>> _byField = new();
    private readonly ConcurrentDictionary<(string Kind, string Namespace, string Path), Lazy<Index>> _bySelector = new();
    private readonly ConcurrentDictionary<string, Lazy<Index>> _workloads = new();
    private readonly Lazy<Dictionary<string, Document>> _makers = new(() => values.Platform.Documents
        .Where(document => KnownKinds.IsNamespaced(document.Key.Kind) is null && document.Namespace.Length > 0)
        .DistinctBy(document => document.Namespace).ToDictionary(document => document.Namespace, StringComparer.Ordinal));

    /// <summary>The indexes after a change: those that it does not touch are taken over.</summary>
    /// <param name="changed">The values after the change.</param>
    /// <param name="touched">The questions that may have another answer.</param>
    public PlatformIndexes With(PlatformValues changed, IReadOnlySet<Question> touched)
    {
        var indexes = new PlatformIndexes(changed);
        Keep(_byField, indexes._byField);
        Keep(_bySelector, indexes._bySelector);
        foreach (var (ns, index) in _workloads.Where(one => !touched.Contains(Question.Workloads(one.Key))))
        {
            indexes._workloads[ns] = index;
        }

        return indexes;

        void Keep(ConcurrentDictionary<(string Kind, string Namespace, string Path), Lazy<Index>> from, ConcurrentDictionary<(string, string, string), Lazy<Index>> to)
        {
            foreach (var (key, index) in from)
            {
                var kind = GroupKind.Parse(key.Kind);
                if (!touched.Contains(new Question(kind, key.Namespace)) && !touched.Contains(new Question(kind, "")))
                {
                    to[key] = index;
                }
            }
        }
    }

    /// <summary>The objects of a kind in a namespace that have a text in a field.</summary>
    public CelValue With(string kind, string ns, string path, string value) =>
        _byField.GetOrAdd((kind, ns, path), key => new(() => ByField(key.Kind, key.Namespace, PathOf(key.Path)))).Value.Of([value]);

    /// <summary>The objects of a kind in a namespace whose selector may select these labels.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="path">Where the kind has the labels that it demands.</param>
    /// <param name="labels">The labels of what may be selected.</param>
    public CelValue Selecting(string kind, string ns, string path, CelValue labels) =>
        Texts(labels) is { } texts
            ? _bySelector.GetOrAdd((kind, ns, path), key => new(() => BySelector(key.Kind, key.Namespace, PathOf(key.Path)))).Value.Of(texts)
            : values.Objects(new Question(GroupKind.Parse(kind), ns));

    /// <summary>What runs pods in a namespace: maps of the <c>object</c> and its <c>pod</c>.</summary>
    public CelValue Workloads(string ns) => WorkloadsOf(ns).All;

    /// <summary>The same, and an unknown rest where an object of somebody else's kind stands from which an operator may make pods.</summary>
    public CelValue Made(string ns, CelValue labels)
    {
        var made = Labelled(ns, labels);
        return _makers.Value.TryGetValue(ns, out var maker) ? CelValue.List([.. Elements(made), CelValue.Rest(CelUnknown.Of(new EvidenceMissing(
            new MissingEvidence(MissingCode.Incomplete, $"the pods that come of {maker.Key}", "what an operator makes of an object of its own kind is not known here")
            {
                Remedy = "scan the cluster, where its pods are",
            })))]) : made;
    }

    /// <summary>What runs pods in a namespace that may have these labels.</summary>
    public CelValue Labelled(string ns, CelValue labels) =>
        // One label is enough to leave the others out; the selector is asked as a whole afterwards.
        Texts(labels, most: 1) is { Count: > 0 } texts ? WorkloadsOf(ns).Of(texts) : Workloads(ns);

    private static List<CelValue> Elements(CelValue list)
    {
        var elements = new List<CelValue>();
        foreach (var element in list.Items)
        {
            elements.Add(element);
        }

        return elements;
    }

    private Index WorkloadsOf(string ns) => _workloads.GetOrAdd(ns, key => new(() => ByLabel(key))).Value;

    private Index ByField(string kind, string ns, NodePath path)
    {
        var index = new Index();
        foreach (var document in Documents(kind, ns))
        {
            var isText = path.TryResolve(document.Root, out var node) && node.Kind == NodeKind.String;
            index.Add(values.Of(document.Root), IsKnown(document) && (isText || !node.Exists), isText ? [node.AsString()!] : []);
        }

        return index.With(Rest(GroupKind.Parse(kind), ns));
    }

    private Index BySelector(string kind, string ns, NodePath path)
    {
        var index = new Index();
        foreach (var document in Documents(kind, ns))
        {
            var demanded = path.TryResolve(document.Root, out var node) ? Texts(values.Of(node), most: 1) : null;
            var isIndexed = IsKnown(document) && demanded is { Count: > 0 };
            index.Add(values.Of(document.Root), isIndexed, isIndexed ? demanded! : []);
        }

        return index.With(Rest(GroupKind.Parse(kind), ns));
    }

    private Index ByLabel(string ns)
    {
        var index = new Index();
        foreach (var kind in values.Platform.PodTemplates.Kinds.Where(kind => kind != TemplateAlone))
        {
            foreach (var document in values.Platform.Of(kind, ns))
            {
                var isWorkload = values.Platform.TryGetWorkload(document, out var workload);
                if (!isWorkload && IsKnown(document))
                {
                    continue;
                }

                var pod = isWorkload ? values.Of(workload.Pod) : EvidenceMissing.Unknown(document.Missing(document.Unknown[0]));
                var labels = isWorkload ? values.Of(workload.Labels) : default;
                index.Add(
                    CelValue.Map(("object", values.Of(document.Root)), ("pod", pod)), IsKnown(document),
                    Texts(labels) ?? []);
            }
        }

        // A kind of somebody else's of which no object is seen there is not asked for: hardly a cluster has them all.
        return index.With([.. values.Platform.PodTemplates.Kinds
            .Where(kind => kind != TemplateAlone && (IsBuiltIn(kind) || values.Platform.Of(kind, ns).Count > 0))
            .SelectMany(kind => Rest(kind, ns)).Take(1)]);
    }

    private static bool IsBuiltIn(GroupKind kind) => kind.Group is "" or "apps" or "batch";

    // Of a kind that is not known here nobody can say whether an object without a namespace has one.
    private IEnumerable<Document> Documents(string text, string ns)
    {
        var kind = GroupKind.Parse(text);
        var inside = values.Platform.Of(kind, ns);
        return ns.Length > 0 && KnownKinds.IsNamespaced(kind) is null ? inside.Concat(values.Platform.Of(kind, "")) : inside;
    }

    private IEnumerable<CelValue> Rest(GroupKind kind, string ns) =>
        values.Platform.IsComplete(kind, ns, out var missing) ? [] : [CelValue.Rest(CelUnknown.Of(new EvidenceMissing(missing)))];

    private static bool IsKnown(Document document) => document.Unknown.Count == 0;

    private static NodePath PathOf(string text) =>
        NodePath.TryParse(text, out var path) ? path : throw new ArgumentException($"`{text}` is not a path", nameof(text));

    /// <summary>The entries of a map of texts as one text each, as many as are wanted; null where not all is known.</summary>
    private static List<string>? Texts(CelValue labels, int most = int.MaxValue)
    {
        if (labels.Kind != CelKind.Map)
        {
            return labels.Kind == CelKind.Absent ? [] : null;
        }

        var texts = new List<string>(Math.Clamp(labels.Count, 0, most));
        foreach (var key in labels.Items)
        {
            if (key.Kind != CelKind.String || labels.Field(key) is not { Kind: CelKind.String } value)
            {
                return null;
            }

            if (texts.Count < most)
            {
                texts.Add($"{key.AsSpan()}={value.AsSpan()}");
            }
        }

        return texts;
    }

    /// <summary>Values by texts. What could not be put under a text is in every answer, and so is the rest.</summary>
    private sealed class Index
    {
        private readonly Dictionary<string, List<CelValue>> _byText = new(StringComparer.Ordinal);
        private readonly List<CelValue> _always = [];
        private readonly List<CelValue> _all = [];
        private readonly ConcurrentDictionary<string, CelValue> _answers = new(StringComparer.Ordinal);

        public CelValue All { get; private set; }

        public void Add(CelValue value, bool isKnown, IEnumerable<string> texts)
        {
            _all.Add(value);
            if (!isKnown)
            {
                _always.Add(value);
                return;
            }

            foreach (var text in texts)
            {
                if (!_byText.TryGetValue(text, out var list))
                {
                    _byText.Add(text, list = []);
                }

                list.Add(value);
            }
        }

        public Index With(IEnumerable<CelValue> rest)
        {
            CelValue[] missing = [.. rest];
            _always.AddRange(missing);
            All = CelValue.List([.. _all, .. missing]);
            return this;
        }

        /// <summary>What may be meant by these texts. The answer about one is kept: many ask the same.</summary>
        public CelValue Of(List<string> texts) => texts is not [var one] ? Together(texts)
            : !_byText.ContainsKey(one) ? Together([])
            : _answers.GetOrAdd(one, static (text, index) => index.Together([text]), this);

        private CelValue Together(IEnumerable<string> texts) =>
            CelValue.List([.. texts.SelectMany(text => _byText.GetValueOrDefault(text) ?? []), .. _always]);
    }
}
