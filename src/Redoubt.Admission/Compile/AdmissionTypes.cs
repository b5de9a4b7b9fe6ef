using Redoubt.Cel;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Compile;

/// <summary>
/// The types of <c>request</c> and <c>namespaceObject</c> (kubernetes/apiserver, <c>plugin/cel</c>): <c>request</c> has no object in it, and a
/// namespace's metadata no owners and no managed fields.
/// </summary>
internal sealed class AdmissionTypes : ITypeProvider
{
    private static readonly CelType Texts = CelType.List(CelType.String);
    private static readonly CelType TextMap = CelType.Map(CelType.String, CelType.String);
    private static readonly CelType Kind = CelType.Object("kubernetes.GroupVersionKind");
    private static readonly CelType Resource = CelType.Object("kubernetes.GroupVersionResource");

    private static readonly Dictionary<string, CelObjectType> Types = new CelObjectType[]
    {
        new FixedType("kubernetes.GroupVersionKind", ("group", CelType.String), ("version", CelType.String), ("kind", CelType.String)),
        new FixedType("kubernetes.GroupVersionResource", ("group", CelType.String), ("version", CelType.String), ("resource", CelType.String)),
        new FixedType(
            "kubernetes.UserInfo",
            ("username", CelType.String), ("uid", CelType.String), ("groups", Texts), ("extra", CelType.Map(CelType.String, Texts))),
        new FixedType(
            "kubernetes.AdmissionRequest",
            ("kind", Kind), ("resource", Resource), ("subResource", CelType.String),
            ("requestKind", Kind), ("requestResource", Resource), ("requestSubResource", CelType.String),
            ("name", CelType.String), ("namespace", CelType.String), ("operation", CelType.String),
            ("userInfo", CelType.Object("kubernetes.UserInfo")), ("dryRun", CelType.Bool), ("options", CelType.Dyn)),
        new FixedType(
            "kubernetes.NamespaceMetadata",
            ("name", CelType.String), ("generateName", CelType.String), ("namespace", CelType.String), ("labels", TextMap), ("annotations", TextMap),
            ("UID", CelType.String), ("creationTimestamp", CelType.Timestamp), ("deletionGracePeriodSeconds", CelType.Int),
            ("deletionTimestamp", CelType.Timestamp), ("generation", CelType.Int), ("resourceVersion", CelType.String), ("finalizers", Texts)),
        new FixedType("kubernetes.NamespaceSpec", ("finalizers", Texts)),
        new FixedType(
            "kubernetes.NamespaceCondition",
            ("status", CelType.String), ("type", CelType.String), ("lastTransitionTime", CelType.Timestamp), ("message", CelType.String), ("reason", CelType.String)),
        new FixedType("kubernetes.NamespaceStatus", ("conditions", CelType.List(CelType.Object("kubernetes.NamespaceCondition"))), ("phase", CelType.String)),
        new FixedType(
            "kubernetes.Namespace",
            ("metadata", CelType.Object("kubernetes.NamespaceMetadata")), ("spec", CelType.Object("kubernetes.NamespaceSpec")),
            ("status", CelType.Object("kubernetes.NamespaceStatus"))),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of <c>request</c>.</summary>
    public static CelType Request { get; } = CelType.Object("kubernetes.AdmissionRequest");

    /// <summary>The type of <c>namespaceObject</c>.</summary>
    public static CelType Namespace { get; } = CelType.Object("kubernetes.Namespace");

    /// <inheritdoc/>
    public CelObjectType? Find(string name) => Types.GetValueOrDefault(name);
}
