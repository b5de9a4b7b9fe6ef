using System.Collections.Immutable;
using Redoubt.Evidence;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// One level of the structural schema of a custom resource: what CEL rules need of it (Kubernetes, "Specifying a structural schema").
/// Immutable.
/// </summary>
internal sealed record StructuralSchema
{
    /// <summary>`object`, `array`, `string`, `integer`, `number`, `boolean`; empty if it has none.</summary>
    public string Type { get; init; } = "";

    public string Format { get; init; } = "";

    /// <summary>The named fields, in the order of the text; null if the schema does not speak of them.</summary>
    public IReadOnlyDictionary<string, StructuralSchema>? Properties { get; init; }

    /// <summary>The values of a map with free keys; null if this is no such map.</summary>
    public StructuralSchema? Values { get; init; }

    /// <summary>The elements of a list.</summary>
    public StructuralSchema? Items { get; init; }

    public ImmutableArray<string> Required { get; init; } = [];

    public ImmutableArray<StructuralSchema> AllOf { get; init; } = [];

    public ImmutableArray<ValidationRule> Rules { get; init; } = [];

    /// <summary>The texts among the values that an enumeration allows; their number is <see cref="EnumCount"/>.</summary>
    public ImmutableArray<string> EnumTexts { get; init; } = [];

    public int EnumCount { get; init; }

    public long? MaxLength { get; init; }

    public long? MaxItems { get; init; }

    public long? MaxProperties { get; init; }

    public bool HasDefault { get; init; }

    public bool IsNullable { get; init; }

    public bool IsIntOrString { get; init; }

    public bool IsEmbeddedResource { get; init; }

    public bool PreservesUnknown { get; init; }

    /// <summary>`map`, `set`, `atomic`; empty if the schema does not say.</summary>
    public string ListType { get; init; } = "";

    public ImmutableArray<string> ListMapKeys { get; init; } = [];

    /// <summary>`granular`, `atomic`; empty if the schema does not say.</summary>
    public string MapType { get; init; } = "";

    /// <summary>Where it stands; no node for what the API server adds.</summary>
    public Node At { get; init; }

    /// <summary>Whether a rule on a field may look at the value that the field had before.</summary>
    public bool IsMapCorrelatable => MapType is "" or "granular" or "atomic";

    /// <summary>Whether there is a rule at this level or below it.</summary>
    public bool HasRules =>
        !Rules.IsEmpty || Items is { HasRules: true } || Values is { HasRules: true }
        || Properties is { } fields && fields.Values.Any(one => one.HasRules) || AllOf.Any(part => part.HasRules);
}
