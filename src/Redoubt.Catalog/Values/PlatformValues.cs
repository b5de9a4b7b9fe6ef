using System.Collections.Concurrent;
using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Matching;
using Redoubt.Admission.TypeCheck;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Secrets;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Tapes;
using Redoubt.Network;

namespace Redoubt.Catalog.Values;

/// <summary>
/// A platform's documents as CEL values. Lists are made once, however many subjects ask; what a change of the platform does not touch is
/// shared with the values of before. Safe for many threads.
/// </summary>
internal sealed class PlatformValues
{
    private readonly ImmutableDictionary<Tape, TapeDocuments> _tapes;
    private readonly Shared _shared;

    public PlatformValues(Platform platform)
        : this(platform, Tapes(platform.Documents), new Shared()) => Indexes = new PlatformIndexes(this);

    private PlatformValues(Platform platform, ImmutableDictionary<Tape, TapeDocuments> tapes, Shared shared)
    {
        Platform = platform;
        _tapes = tapes;
        _shared = shared;
        _network = new(() => new NetworkFacts(Reachability.Of(platform)));
    }

    /// <summary>How objects are found without looking at all of them.</summary>
    public PlatformIndexes Indexes { get; private set; } = null!;

    public Platform Platform { get; }

    /// <summary>RBAC, as a minor version of Kubernetes has it, with what every API server makes at start or without.</summary>
    public AccessFacts Access(int minor, bool hasBootstrap) =>
        _access.GetOrAdd((minor, hasBootstrap), static (key, platform) => new AccessFacts(platform, key.Minor, key.HasBootstrap), Platform);

    private readonly ConcurrentDictionary<(int Minor, bool HasBootstrap), AccessFacts> _access = new();

    /// <summary>What another room works out of the whole platform, once.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="make">Makes it.</param>
    public T Whole<T>(string name, Func<T> make)
        where T : class => (T)_whole.GetOrAdd(name, static (_, make) => new Lazy<object>(make), make).Value;

    private readonly ConcurrentDictionary<string, Lazy<object>> _whole = new(StringComparer.Ordinal);

    /// <summary>What can reach what.</summary>
    public NetworkFacts Network => _network.Value;

    private Lazy<NetworkFacts> _network;

    /// <summary>The values of the platform after a change.</summary>
    /// <param name="platform">The changed platform.</param>
    /// <param name="change">What is different.</param>
    /// <param name="changed">The questions that may have another answer.</param>
    public PlatformValues With(Platform platform, PlatformChange change, IReadOnlySet<Question> changed)
    {
        var (gone, come) = (change.GoneDocuments, change.ComeDocuments);
        var tapes = _tapes.ToBuilder();
        foreach (var group in gone.GroupBy(document => document.Root.Tape))
        {
            Document[] left = [.. tapes[group.Key].Documents.Except(group)];
            if (left.Length == 0)
            {
                tapes.Remove(group.Key);
            }
            else
            {
                tapes[group.Key] = new TapeDocuments(group.Key, left);
            }

            foreach (var document in group)
            {
                _shared.Redactors.TryRemove(document, out _);
            }
        }

        foreach (var group in come.GroupBy(document => document.Root.Tape))
        {
            tapes[group.Key] = new TapeDocuments(group.Key, [.. tapes.TryGetValue(group.Key, out var there) ? there.Documents : [], .. group]);
        }

        var values = new PlatformValues(platform, tapes.ToImmutable(), _shared);
        values.Indexes = Indexes.With(values, changed);
        values.KeepFacts(this, changed);
        return values;
    }

    // What the change leaves alone is the same as before, though it knows the documents of before. Only what was worked out is held on to: a chain of changes keeps one network, not all.
    private void KeepFacts(PlatformValues before, IReadOnlySet<Question> changed)
    {
        if (!changed.Contains(Question.Network))
        {
            _network = before._network;
        }
        else if (before._network.IsValueCreated)
        {
            var network = before._network.Value;
            _network = new(() => network.On(Platform));
        }

        foreach (var (key, facts) in AccessFacts.IsLeftBy(changed) ? before._access : [])
        {
            _access[key] = facts;
        }
    }

    /// <summary>The CEL value of a node of one of the platform's documents; absent for no node.</summary>
    public CelValue Of(Node node) => node.Exists ? _tapes[node.Tape].Values.Of(node) : default;

    /// <summary>The values of the tape that a document lies on.</summary>
    public TapeValues On(Document document) => _tapes[document.Root.Tape].Values;

    /// <summary>The document that a node of one of the platform's tapes is in.</summary>
    public Document DocumentOf(Node node) =>
        Array.Find(_tapes[node.Tape].Documents, document => node.Row >= document.Root.Row && node.Row < document.Root.EndRow)
        ?? throw new ArgumentException("the value is in none of the platform's documents", nameof(node));

    /// <summary>What of a document may be shown; looked through when the first message about it is made.</summary>
    public Redactor RedactorOf(Document document) => _shared.Redactors.GetOrAdd(document, static one => Redactor.Of(one));

    /// <summary>All objects of a kind; where more may exist the list ends with an unknown rest.</summary>
    public CelValue Objects(Question question)
    {
        // The platform gives the same list as long as nothing in it changed.
        var documents = Documents(question);
        if (_shared.Lists.TryGetValue(question, out var known) && ReferenceEquals(known.Documents, documents))
        {
            return known.Value;
        }

        var value = List(question, documents);
        _shared.Lists[question] = (documents, value);
        return value;
    }

    /// <summary>Whether the API server serves a resource as a rule names it; unknown for a group of which nothing is known.</summary>
    public CelValue Serves(string group, string version, string resource, int minor) =>
        Resources(minor).Serves(group, version, resource) is { } isServed ? CelValue.Bool(isServed) : EvidenceMissing.Unknown(DefinitionsOf(group));

    /// <summary>Expressions of an admission policy with which something is wrong, each with its place as <c>at</c> and what is wrong as <c>say</c>.</summary>
    public CelValue Faults(CelValue policy, Func<PolicyFaults, Document, IEnumerable<PolicyFault>> find)
    {
        var document = DocumentOf(policy);
        return document is null ? CelValue.List()
            // The expressions are read from the document as it stands: what of it is not known decides what they are.
            : document.Unknown.Count > 0 ? EvidenceMissing.Unknown(document.Missing(document.Unknown[0]))
            : CelValue.List([.. find(_shared.Faults, document).Select(Fault)]);
    }

    /// <summary>
    /// Expressions of an admission policy that do not fit the kinds that it is about, as the API server warns of them. Of a kind whose definition
    /// was not given the list ends in an unknown.
    /// </summary>
    public CelValue Mistyped(CelValue policy, int minor)
    {
        var document = DocumentOf(policy);
        if (document is null)
        {
            return CelValue.List();
        }

        // What of a definition is not known may be the field.
        if (Platform.Of(KnownKinds.CustomResourceDefinition).Prepend(document).FirstOrDefault(one => one.Unknown.Count > 0) is { } partly)
        {
            return EvidenceMissing.Unknown(partly.Missing(partly.Unknown[0]));
        }

        var mistyped = _shared.Mistyped.Of(document, Resources(minor), minor);
        var items = mistyped.Faults.Select(Fault);
        return CelValue.List(mistyped.Unseen is { } group ? [.. items, CelValue.Rest(CelUnknown.Of(new EvidenceMissing(DefinitionsOf(group))))] : [.. items]);
    }

    private CelValue Fault(PolicyFault fault) => CelValue.Map(("at", Of(fault.At)), ("say", CelValue.String(fault.Say)));

    private ApiResources Resources(int minor)
    {
        var definitions = Platform.Of(KnownKinds.CustomResourceDefinition);
        if (!_shared.Resources.TryGetValue(minor, out var known) || !ReferenceEquals(known.Definitions, definitions))
        {
            _shared.Resources[minor] = known = (definitions, new ApiResources(definitions, minor));
        }

        return known.Resources;
    }

    private static MissingEvidence DefinitionsOf(string group) =>
        new(MissingCode.Definition, $"the resources of the group {group}", "no definition of the group was given")
        {
            Remedy = "add the CustomResourceDefinitions of the group, or scan the cluster",
            Command = "kubectl get crd -o yaml",
        };

    /// <summary>The namespace in which an object lives; empty for what is no object of the platform.</summary>
    public string NamespaceOf(CelValue value) => DocumentOf(value)?.Namespace ?? "";

    /// <summary>The document that a value is the whole of; null for any other value.</summary>
    public Document? DocumentOf(CelValue value)
    {
        var root = TapeValues.NodeOf(value);
        return root.Exists ? _tapes[root.Tape].At(root.Row) : null;
    }

    private IReadOnlyList<Document> Documents(Question question) =>
        question.Namespace is { } ns ? Platform.Of(question.Kind, ns) : Platform.Of(question.Kind);

    private CelValue List(Question question, IReadOnlyList<Document> documents)
    {
        var items = new List<CelValue>(documents.Count + 1);
        foreach (var document in documents)
        {
            items.Add(Of(document.Root));
        }

        if (!Platform.IsComplete(question.Kind, question.Namespace, out var missing))
        {
            items.Add(CelValue.Rest(CelUnknown.Of(new EvidenceMissing(missing))));
        }

        return CelValue.List([.. items]);
    }

    private static ImmutableDictionary<Tape, TapeDocuments> Tapes(IEnumerable<Document> documents) => documents
        .GroupBy(document => document.Root.Tape)
        .ToImmutableDictionary(tape => tape.Key, tape => new TapeDocuments(tape.Key, [.. tape]));

    /// <summary>A tape as values, and the documents that lie on it.</summary>
    private sealed class TapeDocuments(Tape tape, Document[] documents)
    {
        public TapeValues Values { get; } = new(tape, documents);

        public Document[] Documents => documents;

        /// <summary>The document that begins in a row; null if none does.</summary>
        public Document? At(int row) => documents is [var only]
            ? only.Root.Row == row ? only : null
            : (_roots ??= documents.ToDictionary(document => document.Root.Row)).GetValueOrDefault(row);

        private Dictionary<int, Document>? _roots;
    }

    /// <summary>What the values of one platform and of those made from it remember.</summary>
    private sealed class Shared
    {
        public ConcurrentDictionary<Document, Redactor> Redactors { get; } = new();

        public ConcurrentDictionary<Question, (IReadOnlyList<Document> Documents, CelValue Value)> Lists { get; } = new();

        public ConcurrentDictionary<int, (IReadOnlyList<Document> Definitions, ApiResources Resources)> Resources { get; } = new();

        public PolicyFaults Faults { get; } = new();

        public MistypedExpressions Mistyped { get; } = new();
    }
}
