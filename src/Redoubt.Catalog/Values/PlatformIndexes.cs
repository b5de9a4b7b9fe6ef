using System.Collections.Concurrent;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Tapes;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Values;

/// <summary>
/// Finds objects without looking at all of them. What an index gives is what may be meant: everything that fits, and every object of
/// which not all is known, so that a rule asks each again. A list from which an object may be missing ends in an unknown rest.
/// </summary>
internal sealed class PlatformIndexes(PlatformValues values)
{
    // Looking so few items through costs no more than an index.
    private const int Short = 16;

    private static readonly GroupKind TemplateAlone = new("", "PodTemplate");

    private readonly ConcurrentDictionary<(string Kind, string? Namespace, string Path), Lazy<Index>> _byField = new();
    private readonly ConcurrentDictionary<(string Kind, string? Namespace, string Path), Lazy<Index>> _bySelector = new();
    private readonly ConcurrentDictionary<string, Lazy<Index>> _bySubject = new();
    private readonly ConcurrentDictionary<(ValueSource Source, int Handle), Lazy<Index>> _byName = new();
    private readonly ConcurrentDictionary<string, Lazy<Index>> _workloads = new();
    private readonly Lazy<Dictionary<string, Document>> _makers = new(() => values.Platform.Documents
        .Where(document => KnownKinds.IsNamespaced(document.Key.Kind) is null && document.Namespace.Length > 0 && !KindsWithoutPods.Has(document.Key.Kind))
        .DistinctBy(document => document.Namespace).ToDictionary(document => document.Namespace, StringComparer.Ordinal));

    /// <summary>The indexes after a change: those that it does not touch are taken over.</summary>
    /// <param name="changed">The values after the change.</param>
    /// <param name="touched">The questions that may have another answer.</param>
    public PlatformIndexes With(PlatformValues changed, IReadOnlySet<Question> touched)
    {
        var indexes = new PlatformIndexes(changed);
        Keep(_byField, indexes._byField);
        Keep(_bySelector, indexes._bySelector);
        foreach (var (kind, index) in _bySubject.Where(one => !touched.Contains(new Question(GroupKind.Parse(one.Key), null))))
        {
            indexes._bySubject[kind] = index;
        }

        foreach (var (ns, index) in _workloads.Where(one => !touched.Contains(Question.Workloads(one.Key))))
        {
            indexes._workloads[ns] = index;
        }

        return indexes;

        void Keep(ConcurrentDictionary<(string Kind, string? Namespace, string Path), Lazy<Index>> from, ConcurrentDictionary<(string, string?, string), Lazy<Index>> to)
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

    /// <summary>The objects of a kind that have a text in a field, or in one of several where the path has <c>[*]</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; null for all.</param>
    /// <param name="path">The field.</param>
    /// <param name="value">The text.</param>
    public CelValue With(string kind, string? ns, string path, string value) =>
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

    /// <summary>The items of a list of an object that have a name; all of a list that is short or made by a rule.</summary>
    public CelValue Named(CelValue list, string name) => list.Kind == CelKind.List && list.Count is > Short or < 0 && list.TryGetSource(out var source, out var handle)
        ? _byName.GetOrAdd((source, handle), _ => new(() => ByName(list))).Value.Of([name])
        : list;

    /// <summary>The bindings of a kind, everywhere, of which a subject is this service account or a group in which it is.</summary>
    public CelValue Binding(string kind, string account, string ns) =>
        _bySubject.GetOrAdd(kind, key => new(() => BySubject(key))).Value.Of([BindingSubjects.Account(account, ns), .. BindingSubjects.GroupsOf(ns)]);

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
        // One label is enough to leave the others out, the rarest; the selector is asked as a whole afterwards.
        Texts(labels) is { Count: > 0 } texts ? WorkloadsOf(ns).Of([WorkloadsOf(ns).RarestOf(texts)]) : Workloads(ns);

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

    private Index ByField(string kind, string? ns, NodePath path)
    {
        var index = new Index();
        foreach (var document in Documents(kind, ns))
        {
            var ends = new List<Node>();
            AddEnds(document.Root, path.Steps, 0, ends);
            var isText = ends.TrueForAll(end => !end.Exists || end.Kind == NodeKind.String);
            // What is absent is found as the empty text, as rules compare it.
            index.Add(values.Of(document.Root), IsKnown(document) && isText, isText ? ends.Select(end => end.AsString() ?? "").Distinct(StringComparer.Ordinal) : []);
        }

        return index.With(Rest(GroupKind.Parse(kind), ns));
    }

    // All that a path leads to, a field that is absent as no value; what has no fields on the way is an end itself.
    private static void AddEnds(Node from, IReadOnlyList<PathStep> steps, int at, List<Node> ends)
    {
        if (!from.Exists || at == steps.Count || from.Kind is not (NodeKind.Map or NodeKind.List))
        {
            ends.Add(from);
        }
        else if (!steps[at].IsAny)
        {
            AddEnds(steps[at].From(from), steps, at + 1, ends);
        }
        else
        {
            foreach (var item in from.Items)
            {
                AddEnds(item, steps, at + 1, ends);
            }
        }
    }

    // Each under the rarest of the labels that it demands: what all demand would lead to all.
    private Index BySelector(string kind, string? ns, NodePath path)
    {
        var selectors = Documents(kind, ns).Select(document => (
            Document: document,
            Demanded: IsKnown(document) && path.TryResolve(document.Root, out var node) ? Texts(values.Of(node)) : null)).ToList();
        var counts = selectors.SelectMany(selector => selector.Demanded ?? []).CountBy(text => text).ToDictionary(StringComparer.Ordinal);
        var index = new Index();
        foreach (var (document, demanded) in selectors)
        {
            var isIndexed = demanded is { Count: > 0 };
            index.Add(values.Of(document.Root), isIndexed, isIndexed ? [demanded!.MinBy(text => counts[text])!] : []);
        }

        return index.With(Rest(GroupKind.Parse(kind), ns));
    }

    private static Index ByName(CelValue list)
    {
        var index = new Index();
        foreach (var item in list.Items)
        {
            var name = item.Kind == CelKind.Map ? item.Field(CelValue.String("name")) : default;
            var isText = name.Kind is CelKind.String or CelKind.Absent && item.Kind == CelKind.Map;
            index.Add(item, isText, isText ? [name.Kind == CelKind.String ? name.AsString() : ""] : []);
        }

        return index;
    }

    private Index BySubject(string kind)
    {
        var index = new Index();
        foreach (var document in Documents(kind, null))
        {
            var subjects = IsKnown(document) ? BindingSubjects.Of(document.Root["subjects"]) : null;
            index.Add(values.Of(document.Root), subjects is not null, subjects ?? []);
        }

        return index.With(Rest(GroupKind.Parse(kind), null));
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
    private IEnumerable<Document> Documents(string text, string? ns)
    {
        var kind = GroupKind.Parse(text);
        if (ns is null)
        {
            return values.Platform.Of(kind);
        }

        var inside = values.Platform.Of(kind, ns);
        return ns.Length > 0 && KnownKinds.IsNamespaced(kind) is null ? inside.Concat(values.Platform.Of(kind, "")) : inside;
    }

    private IEnumerable<CelValue> Rest(GroupKind kind, string? ns) =>
        values.Platform.IsComplete(kind, ns, out var missing) ? [] : [CelValue.Rest(CelUnknown.Of(new EvidenceMissing(missing)))];

    private static bool IsKnown(Document document) => document.Unknown.Count == 0;

    private static NodePath PathOf(string text) =>
        NodePath.TryParsePattern(text, out var path) ? path : throw new ArgumentException($"`{text}` is not a path", nameof(text));

    /// <summary>The entries of a map of texts as one text each; null where not all is known.</summary>
    private static List<string>? Texts(CelValue labels)
    {
        if (labels.Kind != CelKind.Map)
        {
            return labels.Kind == CelKind.Absent ? [] : null;
        }

        var texts = new List<string>(Math.Max(0, labels.Count));
        foreach (var key in labels.Items)
        {
            if (key.Kind != CelKind.String || labels.Field(key) is not { Kind: CelKind.String } value)
            {
                return null;
            }

            texts.Add($"{key.AsSpan()}={value.AsSpan()}");
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
        private CelValue _none;

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
            _none = CelValue.List([.. _always]);
            return this;
        }

        /// <summary>The text under which the fewest values are.</summary>
        public string RarestOf(IReadOnlyList<string> texts) => texts.MinBy(text => _byText.TryGetValue(text, out var list) ? list.Count : 0)!;

        /// <summary>What may be meant by these texts. The answer about one is kept: many ask the same.</summary>
        public CelValue Of(IReadOnlyList<string> texts)
        {
            var (first, known) = ("", 0);
            foreach (var text in texts)
            {
                if (_byText.ContainsKey(text))
                {
                    (first, known) = (text, known + 1);
                }
            }

            return known switch
            {
                0 => _none,
                1 => _answers.GetOrAdd(first, static (text, index) => index.Together([text]), this),
                _ => Together(texts),
            };
        }

        private CelValue Together(IEnumerable<string> texts) =>
            CelValue.List([.. texts.SelectMany(text => _byText.GetValueOrDefault(text) ?? []), .. _always]);
    }
}
