using System.Collections.Immutable;

namespace Redoubt.Evidence.Schema;

/// <summary>
/// One level of the structural schema of a custom resource: what its fields are and what its rules need (Kubernetes, "Specifying a structural schema").
/// Immutable.
/// </summary>
public sealed record StructuralSchema
{
    /// <summary>`object`, `array`, `string`, `integer`, `number`, `boolean`; empty if it has none.</summary>
    public string Type { get; init; } = "";

    /// <summary>The format of a string or number, as `date-time`; empty if it has none.</summary>
    public string Format { get; init; } = "";

    /// <summary>The named fields, in the order of the text; null if the schema does not speak of them.</summary>
    public IReadOnlyDictionary<string, StructuralSchema>? Properties { get; init; }

    /// <summary>The values of a map with free keys; null if this is no such map.</summary>
    public StructuralSchema? Values { get; init; }

    /// <summary>Whether keys that are not among the fields are taken, whatever of their values is said.</summary>
    public bool HasFreeKeys { get; init; }

    /// <summary>The elements of a list.</summary>
    public StructuralSchema? Items { get; init; }

    /// <summary>The fields that must be there.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>Schemas that hold as well.</summary>
    public ImmutableArray<StructuralSchema> AllOf { get; init; } = [];

    /// <summary>The rules in CEL on this level.</summary>
    public ImmutableArray<ValidationRule> Rules { get; init; } = [];

    /// <summary>The texts among the values that an enumeration allows; their number is <see cref="EnumCount"/>.</summary>
    public ImmutableArray<string> EnumTexts { get; init; } = [];

    /// <summary>How many values an enumeration allows; 0 without one.</summary>
    public int EnumCount { get; init; }

    /// <summary>How long a string may be; null without a bound.</summary>
    public long? MaxLength { get; init; }

    /// <summary>How many elements a list may have; null without a bound.</summary>
    public long? MaxItems { get; init; }

    /// <summary>How many entries an object may have; null without a bound.</summary>
    public long? MaxProperties { get; init; }

    /// <summary>Whether the API server fills it in.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Whether null is a value of it.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether it takes an integer or a string.</summary>
    public bool IsIntOrString { get; init; }

    /// <summary>Whether it is a whole object of Kubernetes.</summary>
    public bool IsEmbeddedResource { get; init; }

    /// <summary>Whether fields that it does not name are kept.</summary>
    public bool PreservesUnknown { get; init; }

    /// <summary>`map`, `set`, `atomic`; empty if the schema does not say.</summary>
    public string ListType { get; init; } = "";

    /// <summary>The fields that tell the elements of a list apart.</summary>
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
