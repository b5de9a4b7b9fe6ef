using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>What a structural schema may say inside of <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c> and <c>not</c>: only what narrows the rest.</summary>
internal sealed class SchemaJunctors
{
    private const string NotStructural = "must be empty to be structural";

    private static readonly string[] Junctors = ["allOf", "anyOf", "oneOf"];

    private static readonly (string Field, string Words)[] Nested =
    [
        ("type", NotStructural), ("title", NotStructural), ("description", NotStructural), ("default", "must be undefined to be structural"),
        ("additionalProperties", "must be undefined to be structural"), ("externalDocs", "must be undefined to be structural"), ("nullable", "must be false to be structural"),
        ("x-kubernetes-preserve-unknown-fields", "must be false to be structural"), ("x-kubernetes-embedded-resource", "must be false to be structural"),
        ("x-kubernetes-int-or-string", "must be false to be structural"), ("x-kubernetes-list-map-keys", NotStructural),
        ("x-kubernetes-list-type", "must be undefined to be structural"), ("x-kubernetes-map-type", "must be undefined to be structural"),
        ("x-kubernetes-validations", NotStructural),
    ];

    private readonly SchemaPaths _paths;
    private readonly Faults _faults;

    public SchemaJunctors(SchemaPaths paths, Faults faults) => (_paths, _faults) = (paths, faults);

    /// <summary>Judges the junctors of one level of a schema.</summary>
    public void Of(Node at) => Junctions(at, at);

    // A schema inside a junctor only narrows what stands outside of it.
    private void Value(Node nested, Node outer)
    {
        foreach (var (field, words) in Nested)
        {
            if (nested[field] is { Exists: true } there && !there.IsFalse && !(there.Kind is NodeKind.String or NodeKind.List && Check.IsEmpty(there)))
            {
                _faults.Forbidden(_paths.Of(nested, field), words);
            }
        }

        if (nested["properties"]["metadata"] is { Exists: true } metadata)
        {
            _faults.Forbidden(_paths.Named(metadata, ""), "must not be specified in a nested context");
        }

        foreach (var property in nested["properties"].Fields)
        {
            if (outer.Exists && !outer["properties"][property.Key.ToString()].Exists)
            {
                _faults.Required(_paths.Named(outer, $".properties[{property.Key}]"), $"because it is defined in {_paths.PathTo(property)[1..]}");
            }

            Value(property, outer["properties"][property.Key.ToString()]);
        }

        if (nested["items"].Kind == NodeKind.Map)
        {
            if (outer.Exists && outer["items"].Kind != NodeKind.Map)
            {
                _faults.Required(_paths.Of(outer, "items"), $"because it is defined in {_paths.PathTo(nested["items"])[1..]}");
            }

            Value(nested["items"], outer["items"]);
        }

        Junctions(nested, outer);
    }

    private void Junctions(Node at, Node outer)
    {
        foreach (var junctor in Junctors)
        {
            foreach (var one in at[junctor].Items)
            {
                if (!IsIntOrString(at, junctor, one))
                {
                    Value(one, outer);
                }
            }
        }

        if (at["not"].Exists)
        {
            Value(at["not"], outer);
        }
    }

    // `anyOf: [{type: integer}, {type: string}]`, alone or as the first of `allOf`, is how a number or a text is written.
    private static bool IsIntOrString(Node at, string junctor, Node one)
    {
        var any = junctor == "anyOf" ? at["anyOf"] : junctor == "allOf" && one.Index == 0 && one.Count == 1 ? one["anyOf"] : default;
        return any.Count == 2 && any[0].Count == 1 && any[1].Count == 1 && any[0]["type"].Is("integer") && any[1]["type"].Is("string");
    }
}
