using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Mutate;

/// <summary>How server-side apply treats the fields of built-in types, where that is not told by the keys of lists.</summary>
internal static class MergeSchema
{
    // Objects that are replaced as a whole, so that a policy may not touch a part of them.
    private static readonly HashSet<string> AtomicTypes = new(StringComparer.Ordinal)
    {
        "V1LabelSelector", "V1ObjectReference", "V1LocalObjectReference", "V1TypedLocalObjectReference", "V1SecretReference",
        "V1SecretKeySelector", "V1ConfigMapKeySelector", "V1ObjectFieldSelector", "V1ResourceFieldSelector", "V1NodeSelector",
        "V1NodeSelectorTerm", "V1TopologySelectorTerm", "V1ScopeSelector", "V1ScopedResourceSelectorRequirement", "V1RoleRef",
        "V1CrossVersionObjectReference", "V2CrossVersionObjectReference", "V1EndpointAddress", "Corev1EndpointPort", "V1FileKeySelector",
    };

    private static readonly HashSet<string> AtomicMaps = new(StringComparer.Ordinal)
    {
        "V1PodSpec.nodeSelector", "V1ServiceSpec.selector", "V1ReplicationControllerSpec.selector",
    };

    // Lists of scalars in which each value is there once.
    private static readonly HashSet<string> Sets = new(StringComparer.Ordinal)
    {
        "V1ObjectMeta.finalizers", "V1NodeSpec.podCIDRs", "V1PodFailurePolicyOnExitCodesRequirement.values", "V1NamespaceSpec.finalizers",
    };

    /// <summary>The value of a key that an item of a list leaves out.</summary>
    public static string? DefaultOfKey(string key) => key == "protocol" ? "TCP" : null;

    /// <summary>Whether an object of a type is replaced as a whole.</summary>
    public static bool IsAtomic(TypeInfo type) => AtomicTypes.Contains(type.Name);

    /// <summary>Whether a map in a field is replaced as a whole.</summary>
    public static bool IsAtomicMap(TypeInfo owner, FieldInfo field) => AtomicMaps.Contains($"{owner.Name}.{field.Name}");

    /// <summary>Whether a list in a field is a set.</summary>
    public static bool IsSet(TypeInfo owner, FieldInfo field) => Sets.Contains($"{owner.Name}.{field.Name}");
}
