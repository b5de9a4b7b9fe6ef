using System.Collections.Concurrent;
using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Kubernetes;

/// <summary>
/// Kubernetes' types for the checker: a control that names a field which the API does not have is refused with a suggestion. Custom
/// resources are typed by the definitions that are in the evidence.
/// </summary>
/// <param name="customKinds">The kinds that definitions in the evidence define.</param>
public sealed class KubernetesTypes(IEnumerable<KindInfo>? customKinds = null) : ITypeProvider
{
    private readonly ConcurrentDictionary<string, CelObjectType?> _types = new(StringComparer.Ordinal);
    private readonly ILookup<string, KindInfo> _custom = (customKinds ?? []).ToLookup(kind => kind.Kind, StringComparer.Ordinal);

    /// <summary>The type of <c>pod</c>: what a pod and a template have in common.</summary>
    public CelType Pod { get; } = CelType.Object("V1PodTemplateSpec");

    /// <summary>The type of <c>container</c>.</summary>
    public CelType Container { get; } = CelType.Object("V1Container");

    /// <summary>The type of <c>namespaceObject</c>.</summary>
    public CelType Namespace { get; } = CelType.Object("V1Namespace");

    /// <summary>The type of a service account.</summary>
    public CelType ServiceAccount { get; } = CelType.Object("V1ServiceAccount");

    /// <inheritdoc/>
    public CelObjectType? Find(string name) => _types.GetOrAdd(name, static (name, types) =>
        FieldIndex.Default.Type(name) is { } type ? new KubernetesType(types, type, "") : null, this);

    /// <summary>
    /// The type of <c>object</c>: of several kinds, or of a kind in several versions, a type in which a field exists that exists in one
    /// of them. A kind of which nothing is known has any field.
    /// </summary>
    public CelType OfKinds(IReadOnlyList<KindPattern> kinds)
    {
        var types = new List<KubernetesType>();
        foreach (var kind in kinds)
        {
            var known = types.Count;
            if (FieldIndex.Default.TryKind(kind.Group, null, kind.Kind, out var info) && info.Type is { } builtIn)
            {
                types.Add(new KubernetesType(this, builtIn, ""));
            }

            foreach (var custom in _custom[kind.Kind].Where(custom => kind.Group is null || custom.Group == kind.Group))
            {
                if (custom.Type is { } type)
                {
                    types.Add(new KubernetesType(this, type, custom.ApiVersion + ":"));
                }
            }

            if (types.Count == known)
            {
                return CelType.Dyn;
            }
        }

        return Register(types.Count == 1 ? types[0] : new UnionType(types));
    }

    /// <summary>Whether a definition in the evidence may define the kind.</summary>
    public bool IsCustom(KindPattern kind) => _custom.Contains(kind.Kind);

    /// <summary>How a field of the API looks to CEL: quantities, times and bytes stay strings, as in admission.</summary>
    /// <param name="type">The field's type.</param>
    /// <param name="prefix">What tells types of one custom resource from those of another; empty for built-in types.</param>
    public CelType Of(FieldType type, string prefix) => type.Kind switch
    {
        FieldKind.String or FieldKind.Quantity or FieldKind.Time or FieldKind.Bytes => CelType.String,
        FieldKind.Int32 or FieldKind.Int64 => CelType.Int,
        FieldKind.Double => CelType.Double,
        FieldKind.Bool => CelType.Bool,
        FieldKind.Object when type.Object is { } inner => Register(new KubernetesType(this, inner, prefix)),
        FieldKind.List => CelType.List(Of(type.Element!, prefix)),
        FieldKind.Map => CelType.Map(CelType.String, Of(type.Element!, prefix)),
        _ => CelType.Dyn,
    };

    private CelType Register(CelObjectType type)
    {
        _types.TryAdd(type.Name, type);
        return CelType.Object(type.Name);
    }
}

/// <summary>One type of the API.</summary>
internal sealed class KubernetesType(KubernetesTypes types, TypeInfo type, string prefix) : CelObjectType
{
    public override string Name { get; } = prefix + type.Name;

    public override bool IsOpen => type.Open;

    public override IEnumerable<string> FieldNames => type.Fields.ToArray().Select(one => one.Name);

    public override CelType? Field(string name) => type.TryField(name, out var found) ? types.Of(found.Type, prefix) : null;
}

/// <summary>Several types at once: a field has the type that all give it, else any.</summary>
internal sealed class UnionType(IReadOnlyList<KubernetesType> types) : CelObjectType
{
    public override string Name { get; } = string.Join('|', types.Select(type => type.Name));

    public override bool IsOpen => types.Any(type => type.IsOpen);

    public override IEnumerable<string> FieldNames => types.SelectMany(type => type.FieldNames).Distinct();

    public override CelType? Field(string name)
    {
        CelType? common = null;
        foreach (var type in types)
        {
            if (type.Field(name) is { } own)
            {
                common = common is null || common.Equals(own) ? own : CelType.Dyn;
            }
        }

        return common;
    }
}
