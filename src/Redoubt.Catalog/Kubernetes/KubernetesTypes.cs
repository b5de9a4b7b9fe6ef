using System.Collections.Concurrent;
using Redoubt.Catalog.Compile;
using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Catalog.Kubernetes;

/// <summary>Kubernetes' types for the checker: a control that names a field which the API does not have is refused with a suggestion.</summary>
internal sealed class KubernetesTypes : ITypeProvider
{
    private readonly ConcurrentDictionary<string, CelObjectType?> _types = new(StringComparer.Ordinal);

    /// <summary>The type of <c>pod</c>: what a pod and a template have in common.</summary>
    public CelType Pod { get; } = CelType.Object("V1PodTemplateSpec");

    /// <summary>The type of <c>container</c>.</summary>
    public CelType Container { get; } = CelType.Object("V1Container");

    /// <summary>The type of <c>namespaceObject</c>.</summary>
    public CelType Namespace { get; } = CelType.Object("V1Namespace");

    /// <summary>The type of a service account.</summary>
    public CelType ServiceAccount { get; } = CelType.Object("V1ServiceAccount");

    /// <inheritdoc/>
    public CelObjectType? Find(string name) => _types.GetOrAdd(name, static name =>
        FieldIndex.Default.Type(name) is { } type ? new KubernetesType(type) : null);

    /// <summary>
    /// The type of <c>object</c>: of several kinds, a type in which a field exists that exists in one of them. A kind that is not
    /// built in has any field.
    /// </summary>
    public CelType OfKinds(IReadOnlyList<KindPattern> kinds)
    {
        var types = new List<TypeInfo>();
        foreach (var kind in kinds)
        {
            if (!FieldIndex.Default.TryKind(kind.Group, null, kind.Kind, out var info) || info.Type is not { } type)
            {
                return CelType.Dyn;
            }

            types.Add(type);
        }

        if (types.Count == 1)
        {
            return CelType.Object(types[0].Name);
        }

        var union = new UnionType(types);
        _types[union.Name] = union;
        return CelType.Object(union.Name);
    }

    /// <summary>How a field of the API looks to CEL: quantities, times and bytes stay strings, as in admission.</summary>
    public static CelType Of(FieldType type) => type.Kind switch
    {
        FieldKind.String or FieldKind.Quantity or FieldKind.Time or FieldKind.Bytes => CelType.String,
        FieldKind.Int32 or FieldKind.Int64 => CelType.Int,
        FieldKind.Bool => CelType.Bool,
        FieldKind.Object when type.Object is { } inner => CelType.Object(inner.Name),
        FieldKind.List => CelType.List(Of(type.Element!)),
        FieldKind.Map => CelType.Map(CelType.String, Of(type.Element!)),
        _ => CelType.Dyn,
    };
}

/// <summary>One type of the API.</summary>
internal sealed class KubernetesType(TypeInfo type) : CelObjectType
{
    public override string Name => type.Name;

    public override bool IsOpen => type.Open;

    public override IEnumerable<string> FieldNames => type.Fields.ToArray().Select(one => one.Name);

    public override CelType? Field(string name) => type.TryField(name, out var field) ? KubernetesTypes.Of(field.Type) : null;
}

/// <summary>Several types at once: a field has the type that all give it, else any.</summary>
internal sealed class UnionType(IReadOnlyList<TypeInfo> types) : CelObjectType
{
    public override string Name { get; } = string.Join('|', types.Select(type => type.Name));

    public override IEnumerable<string> FieldNames => types.SelectMany(type => type.Fields.ToArray()).Select(one => one.Name).Distinct();

    public override CelType? Field(string name)
    {
        CelType? common = null;
        foreach (var type in types)
        {
            if (type.TryField(name, out var field))
            {
                var own = KubernetesTypes.Of(field.Type);
                common = common is null || common.Equals(own) ? own : CelType.Dyn;
            }
        }

        return common;
    }
}
