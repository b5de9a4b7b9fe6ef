using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
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
    public static RequestValues Of(AdmissionRequest request, ApiResource matched, PolicyDialect dialect) => new()
    {
        Object = ObjectOf(request.Object, request, matched),
        OldObject = ObjectOf(request.OldObject, request, matched),
        Request = RequestOf(request, matched),
        Namespace = NamespaceOf(request, dialect),
    };

    /// <summary>The value of a document; null for none.</summary>
    public static CelValue Of(Node node) => node.Exists ? new TapeValues(node.Tape).Of(node) : CelValue.Null;

    /// <summary>A map with one field set, in its place or at the end.</summary>
    public static CelValue With(CelValue map, string name, CelValue value)
    {
        var entries = new List<(string, CelValue)>(map.Count + 1);
        var isSet = false;
        foreach (var key in map.Items)
        {
            var isIt = key.AsString() == name;
            isSet |= isIt;
            entries.Add((key.AsString(), isIt ? value : map.Field(key)));
        }

        if (!isSet)
        {
            entries.Add((name, value));
        }

        return CelValue.Map([.. entries]);
    }

    // What the server itself has put right when admission sees the object: its namespace, and its version if that is converted.
    private static CelValue ObjectOf(Node node, AdmissionRequest request, ApiResource matched)
    {
        var value = Of(node);
        if (value.Kind != CelKind.Map)
        {
            return value;
        }

        if (FieldIndex.Default.TryKind(request.Resource.ApiVersion, request.Resource.Kind, out var kind) && kind.Type is { } type)
        {
            value = WrittenZeros.Fill(value, type);
        }

        if (matched != request.Resource)
        {
            value = With(value, "apiVersion", CelValue.String(matched.ApiVersion));
        }

        var metadata = value.Field("metadata");
        return request.Resource.IsNamespaced && request.Namespace.Length > 0 && metadata.Kind == CelKind.Map && !node["metadata"]["namespace"].HasValue
            ? With(value, "metadata", With(metadata, "namespace", CelValue.String(request.Namespace)))
            : value;
    }

    private static CelValue RequestOf(AdmissionRequest request, ApiResource matched)
    {
        var fields = new List<(string, CelValue)>
        {
            ("kind", Kind(matched)), ("resource", Resource(matched)),
            ("requestKind", Kind(request.Resource)), ("requestResource", Resource(request.Resource)),
            ("operation", CelValue.String(request.Operation)),
            ("userInfo", User(request.User)),
            ("dryRun", CelValue.Bool(request.IsDryRun)),
        };
        AddText(fields, "subResource", request.Subresource);
        AddText(fields, "requestSubResource", request.Subresource);
        AddText(fields, "name", request.Name);
        AddText(fields, "namespace", request.Namespace);
        return CelValue.Map([.. fields]);
    }

    private static CelValue Kind(ApiResource resource) => CelValue.Map(
        ("group", CelValue.String(resource.Group)), ("version", CelValue.String(resource.Version)), ("kind", CelValue.String(resource.Kind)));

    private static CelValue Resource(ApiResource resource) => CelValue.Map(
        ("group", CelValue.String(resource.Group)), ("version", CelValue.String(resource.Version)), ("resource", CelValue.String(resource.Plural)));

    private static CelValue User(AdmissionUser user)
    {
        var fields = new List<(string, CelValue)>();
        AddText(fields, "username", user.Name);
        AddText(fields, "uid", user.Uid);
        if (!user.Groups.IsEmpty)
        {
            fields.Add(("groups", Texts(user.Groups)));
        }

        if (!user.Extra.IsEmpty)
        {
            fields.Add(("extra", CelValue.Map([.. user.Extra.Select(one => (one.Key, Texts(one.Values)))])));
        }

        return CelValue.Map([.. fields]);
    }

    private static CelValue Texts(IEnumerable<string> texts) => CelValue.List([.. texts.Select(CelValue.String)]);

    private static void AddText(List<(string, CelValue)> fields, string name, string text)
    {
        if (text.Length > 0)
        {
            fields.Add((name, CelValue.String(text)));
        }
    }

    // An object that lives in no namespace has null; Kyverno's own engine has null for a namespace that it was not given, its rules a bare one.
    private static CelValue NamespaceOf(AdmissionRequest request, PolicyDialect dialect)
    {
        var name = CelValue.String(request.Namespace);
        if (request.Namespace.Length == 0 || request.Resource.IsNamespaces)
        {
            return CelValue.Null;
        }

        if (dialect == PolicyDialect.KyvernoRule || (request.AssumesBareNamespace && !request.NamespaceObject.Exists))
        {
            return dialect switch
            {
                PolicyDialect.Kyverno => CelValue.Null,
                PolicyDialect.KyvernoRule => CelValue.Map(("metadata", CelValue.Map(("name", name)))),
                _ => CelValue.Map(("metadata", CelValue.Map(("name", name), ("labels", Labels(default, name))))),
            };
        }

        if (!request.NamespaceObject.Exists)
        {
            return EvidenceMissing.Unknown(MissingEvidence.Object("Namespace", "", request.Namespace) with { Why = "it is not in the evidence" });
        }

        var node = request.NamespaceObject;
        var metadata = NamespaceMetadata.Where(field => node["metadata"][field].HasValue).Select(field => (field, Of(node["metadata"][field]))).ToList();
        metadata.Add(("labels", Labels(node["metadata"]["labels"], name)));
        return CelValue.Map(
            ("metadata", CelValue.Map([.. metadata])),
            ("spec", node["spec"].HasValue ? Of(node["spec"]) : CelValue.Map()),
            ("status", node["status"].HasValue ? Of(node["status"]) : CelValue.Map()));
    }

    private static CelValue Labels(Node labels, CelValue name)
    {
        var value = labels.HasValue ? Of(labels) : CelValue.Map();
        return With(value, "kubernetes.io/metadata.name", name);
    }
}
