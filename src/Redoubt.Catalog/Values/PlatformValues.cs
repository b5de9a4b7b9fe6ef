using System.Collections.Concurrent;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Matching;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Secrets;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Values;

/// <summary>A platform as CEL sees it: the variable <c>platform</c>. Lists are made once, however many subjects ask.</summary>
internal sealed class PlatformValues : CelOpaque
{
    /// <summary>The type of <c>platform</c>.</summary>
    public static readonly CelType PlatformType = CelType.Opaque("redoubt.Platform");

    private readonly Dictionary<Tape, TapeValues> _tapes;
    private readonly ConcurrentDictionary<(string Kind, string? Namespace), CelValue> _lists = new();

    public PlatformValues(Platform platform)
    {
        Platform = platform;
        Indexes = new(this);
        _byRoot = new(() => platform.Documents.ToDictionary(document => (document.Root.Tape, document.Root.Row)));
        _tapes = platform.Documents.GroupBy(document => document.Root.Tape)
            .ToDictionary(tape => tape.Key, tape => new TapeValues(tape.Key, tape));
    }

    private readonly ConcurrentDictionary<Document, Redactor> _redactors = new();
    private readonly ConcurrentDictionary<int, ApiResources> _resources = new();
    private readonly ExpressionFaults _faults = new();
    private readonly Lazy<Dictionary<(Tape Tape, int Row), Document>> _byRoot;

    public Platform Platform { get; }

    /// <summary>How objects are found without looking at all of them.</summary>
    public PlatformIndexes Indexes { get; }

    public override CelType Type => PlatformType;

    /// <summary>The CEL value of a node of one of the platform's documents; absent for no node.</summary>
    public CelValue Of(Node node) => node.Exists ? _tapes[node.Tape].Of(node) : default;

    /// <summary>Whether all that a document holds is known.</summary>
    public bool IsKnown(Document document) => _tapes[document.Root.Tape].IsKnown;

    /// <summary>What of a document may be shown; looked through when the first message about it is made.</summary>
    public Redactor RedactorOf(Document document) => _redactors.GetOrAdd(document, static one => Redactor.Of(one));

    /// <summary>All objects of a kind; where more may exist the list ends with an unknown rest.</summary>
    /// <param name="kind">As <c>apps/Deployment</c> or <c>Pod</c>.</param>
    /// <param name="ns">The namespace; null for all.</param>
    public CelValue Objects(string kind, string? ns) => _lists.GetOrAdd((kind, ns), static (key, values) => values.List(key.Kind, key.Namespace), this);

    /// <summary>Whether the API server serves a resource as a rule names it; unknown for a group of which nothing is known.</summary>
    public CelValue Serves(string group, string version, string resource, int minor) =>
        _resources.GetOrAdd(minor, static (minor, platform) => new ApiResources(platform.Documents, minor), Platform).Serves(group, version, resource) is { } isServed
            ? CelValue.Bool(isServed)
            : EvidenceMissing.Unknown(new MissingEvidence(MissingCode.Definition, $"the resources of the group {group}", "no definition of the group was given")
            {
                Remedy = "add the CustomResourceDefinitions of the group, or scan the cluster",
                Command = "kubectl get crd -o yaml",
            });

    /// <summary>Expressions of an admission policy with which something is wrong, each with its place as <c>at</c> and what is wrong as <c>say</c>.</summary>
    public CelValue Faults(CelValue policy, Func<ExpressionFaults, Document, IEnumerable<ExpressionFault>> find)
    {
        var document = DocumentOf(policy);
        return document is null ? CelValue.List()
            // The expressions are read from the document as it stands: what of it is not known decides what they are.
            : document.Unknown.Count > 0 ? EvidenceMissing.Unknown(document.Missing(document.Unknown[0]))
            : CelValue.List([.. find(_faults, document).Select(fault => CelValue.Map(("at", Of(fault.At)), ("say", CelValue.String(fault.Say))))]);
    }

    /// <summary>The namespace in which an object lives; empty for what is no object of the platform.</summary>
    public string NamespaceOf(CelValue value) => DocumentOf(value)?.Namespace ?? "";

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => Platform.GetHashCode();

    private Document? DocumentOf(CelValue value)
    {
        var root = TapeValues.NodeOf(value);
        return root.Exists ? _byRoot.Value.GetValueOrDefault((root.Tape, root.Row)) : null;
    }

    private CelValue List(string text, string? ns)
    {
        var kind = GroupKind.Parse(text);
        var documents = ns is null ? Platform.Of(kind) : Platform.Of(kind, ns);
        var items = new List<CelValue>(documents.Count + 1);
        foreach (var document in documents)
        {
            items.Add(Of(document.Root));
        }

        if (!Platform.IsComplete(kind, ns, out var missing))
        {
            items.Add(CelValue.Rest(CelUnknown.Of(new EvidenceMissing(missing))));
        }

        return CelValue.List([.. items]);
    }
}
