using Redoubt.Admission.Defaults;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Mutate;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Authorizer;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Admission.Evaluate;

/// <summary>The values of a request's variables, as the API server makes them.</summary>
internal sealed class RequestValues
{
    private static readonly string[] NamespaceMetadata =
    [
        "name", "generateName", "namespace", "annotations", "uid", "creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp",
        "generation", "resourceVersion", "finalizers",
    ];

    public required CelValue Object { get; init; }

    public required CelValue OldObject { get; init; }

    public required CelValue Request { get; init; }

    public required CelValue Namespace { get; init; }

    /// <summary>The values of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="matched">The resource as which the object is judged.</param>
    /// <param name="dialect">Whose semantics the policy has.</param>
    /// <param name="evidence">The objects of the evidence as values.</param>
    /// <param name="minor">The server's version: of 1.33 it is 33.</param>
    /// <param name="isMutating">Whether a mutating policy is asked: before a name is made.</param>
    public static RequestValues Of(AdmissionRequest request, ApiResource matched, PolicyDialect dialect, EvidenceValues evidence, int minor, bool isMutating)
    {
        var value = ObjectOf(request.Object, request, matched, evidence, minor);
        value = request.Operation == "CREATE" ? ServerMetadata.Made(value, isMutating) : value;
        var old = ObjectOf(request.OldObject, request, matched, evidence, minor);
        return new()
        {
            Object = value,
            OldObject = old,
            Request = RequestOf(request, matched, value.Kind == CelKind.Null ? old : value),
            Namespace = NamespaceOf(request, dialect, evidence),
        };
    }

    // What the server itself has put right when admission sees the object: its defaults, its namespace, and its version if that is converted.
    private static CelValue ObjectOf(Node node, AdmissionRequest request, ApiResource matched, EvidenceValues evidence, int minor)
    {
        var value = node.Exists && request.Document is { } document && ReferenceEquals(document.Root.Tape, node.Tape) && document.Unknown.Count > 0
            ? new TapeValues(node.Tape, [document]).Of(node)
            : evidence.Of(node);
        if (value.Kind != CelKind.Map)
        {
            return value;
        }

        value = ServerDefaults.Apply(value, request.Resource.ApiVersion, request.Resource.Kind, minor);

        if (matched != request.Resource)
        {
            value = ChangedMap.With(value, "apiVersion", CelValue.String(matched.ApiVersion));
        }

        var metadata = value.Field("metadata");
        return request.Resource.IsNamespaced && request.Namespace.Length > 0 && metadata.Kind == CelKind.Map
            && metadata.Field("namespace").Kind is CelKind.Absent or CelKind.Null
            ? ChangedMap.With(value, "metadata", ChangedMap.With(metadata, "namespace", CelValue.String(request.Namespace)))
            : value;
    }

    // A name or namespace that is not known of the object is not known of the request either.
    private static CelValue RequestOf(AdmissionRequest request, ApiResource matched, CelValue target)
    {
        var fields = new List<(string, CelValue)>
        {
            ("kind", Kind(matched)), ("resource", Resource(matched)),
            ("requestKind", Kind(request.Resource)), ("requestResource", Resource(request.Resource)),
            ("operation", CelValue.String(request.Operation)),
            ("userInfo", User(request.User)),
            ("dryRun", CelValue.Bool(request.IsDryRun)),
        };
        var metadata = target.Kind == CelKind.Map ? target.Field("metadata") : default;
        AddText(fields, "subResource", request.Subresource);
        AddText(fields, "requestSubResource", request.Subresource);
        if (Unknown(metadata, "name") is { Kind: CelKind.Unknown } name)
        {
            fields.Add(("name", name));
        }
        else
        {
            AddText(fields, "name", request.Name);
        }

        AddText(fields, "namespace", request.Namespace, Unknown(metadata, "namespace"));
        return CelValue.Map([.. fields]);
    }

    private static CelValue Unknown(CelValue metadata, string field) =>
        metadata.Kind == CelKind.Unknown ? metadata
        : metadata.Kind == CelKind.Map && metadata.Field(field) is { Kind: CelKind.Unknown } unknown ? unknown
        : default;

    private static CelValue Kind(ApiResource resource) => CelValue.Map(
        ("group", CelValue.String(resource.Group)), ("version", CelValue.String(resource.Version)), ("kind", CelValue.String(resource.Kind)));

    private static CelValue Resource(ApiResource resource) => CelValue.Map(
        ("group", CelValue.String(resource.Group)), ("version", CelValue.String(resource.Version)), ("resource", CelValue.String(resource.Plural)));

    // No request comes without a name and groups: what of them is not told is not known.
    private static CelValue User(AdmissionUser user)
    {
        var notTold = CelValue.Unknown(RbacAuthorizer.WhoAsks);
        var fields = new List<(string, CelValue)>
        {
            ("username", user.Name.Length > 0 ? CelValue.String(user.Name) : notTold),
            ("groups", user.Groups.IsEmpty ? notTold : Texts(user.Groups)),
        };
        if (user.Uid.Length > 0 || user.IsEmpty)
        {
            fields.Add(("uid", user.IsEmpty ? notTold : CelValue.String(user.Uid)));
        }

        if (!user.Extra.IsEmpty || user.IsEmpty)
        {
            fields.Add(("extra", user.IsEmpty ? notTold : CelValue.Map([.. user.Extra.Select(one => (one.Key, Texts(one.Values)))])));
        }

        return CelValue.Map([.. fields]);
    }

    private static CelValue Texts(IEnumerable<string> texts) => CelValue.List([.. texts.Select(CelValue.String)]);

    private static void AddText(List<(string, CelValue)> fields, string name, string text, CelValue unknown = default)
    {
        if (text.Length > 0)
        {
            fields.Add((name, unknown.Kind == CelKind.Unknown ? unknown : CelValue.String(text)));
        }
    }

    // An object that lives in no namespace has null; Kyverno's rules have a bare one for a namespace that was not given.
    private static CelValue NamespaceOf(AdmissionRequest request, PolicyDialect dialect, EvidenceValues evidence)
    {
        var name = CelValue.String(request.Namespace);
        if (request.Namespace.Length == 0 || request.Resource.IsNamespaces)
        {
            return CelValue.Null;
        }

        if (!request.NamespaceObject.Exists && (dialect == PolicyDialect.KyvernoRule || request.AssumesBareNamespace))
        {
            return dialect == PolicyDialect.KyvernoRule
                ? CelValue.Map(("metadata", CelValue.Map(("name", name))))
                : CelValue.Map(("metadata", CelValue.Map(("name", name), ("labels", Labels(default, name)))));
        }

        if (!request.NamespaceObject.Exists)
        {
            return EvidenceMissing.Unknown(MissingEvidence.Object("Namespace", "", request.Namespace) with { Why = "it is not in the evidence" });
        }

        var known = evidence.Of(request.NamespaceObject);
        if (known.Kind != CelKind.Map)
        {
            return known;
        }

        var metadata = known.Field("metadata") is { Kind: CelKind.Map } own ? own : CelValue.Map();
        var fields = NamespaceMetadata.Select(field => (field, metadata.Field(field))).Where(field => field.Item2.Kind is not (CelKind.Absent or CelKind.Null)).ToList();
        fields.Add(("labels", Labels(metadata.Field("labels"), name)));
        return CelValue.Map(("metadata", CelValue.Map([.. fields])), ("spec", Given(known.Field("spec"))), ("status", Given(known.Field("status"))));
    }

    private static CelValue Given(CelValue part) => part.Kind is CelKind.Absent or CelKind.Null ? CelValue.Map() : part;

    private static CelValue Labels(CelValue labels, CelValue name) =>
        Given(labels) is { Kind: CelKind.Map } map ? ChangedMap.With(map, "kubernetes.io/metadata.name", name) : labels;
}
