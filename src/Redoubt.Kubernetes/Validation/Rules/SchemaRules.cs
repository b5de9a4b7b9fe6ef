using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>
/// Rules of a definition's schema: what OpenAPI knows and a definition may not use, and what makes a schema structural. Its expressions
/// are no matter of this room.
/// </summary>
internal sealed class SchemaRules
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];

    private static readonly (string Field, string Words)[] Unsupported =
    [
        ("id", "id is not supported"), ("additionalItems", "additionalItems is not supported"), ("patternProperties", "patternProperties is not supported"),
        ("dependencies", "dependencies is not supported"), ("$ref", "$ref is not supported"),
    ];

    private readonly SchemaPaths _paths;
    private readonly Faults _faults;

    private SchemaRules(SchemaPaths paths, Faults faults) => (_paths, _faults) = (paths, faults);

    private enum Level
    {
        Root,
        Item,
        Field,
    }

    /// <summary>Judges a schema.</summary>
    /// <param name="schema">The schema of a version.</param>
    /// <param name="root">The definition.</param>
    /// <param name="path">How the server names the schema, from the definition's root.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Validate(Node schema, Node root, string path, Faults faults)
    {
        var rules = new SchemaRules(new SchemaPaths(schema, root, path), faults);
        rules.Visit(schema, Level.Root, noDefaults: null);
    }

    private void Visit(Node at, Level level, string? noDefaults)
    {
        General(at, noDefaults);
        Structure(at, level);
        Lists(at);
        new SchemaJunctors(_paths, _faults).Of(at);
        foreach (var property in at["properties"].Fields)
        {
            var isMeta = level == Level.Root && property.Key is "metadata" or "kind" or "apiVersion";
            Visit(property, Level.Field, isMeta && level == Level.Root ? $"must not be set in top-level {property.Key}" : noDefaults);
        }

        if (at["items"].Kind == NodeKind.Map)
        {
            Visit(at["items"], Level.Item, noDefaults);
        }

        if (at["additionalProperties"].Kind == NodeKind.Map)
        {
            Visit(at["additionalProperties"], Level.Field, noDefaults);
        }
    }

    private void General(Node at, string? noDefaults)
    {
        var type = at["type"].AsString() ?? "";
        if (type.Length > 0 && !Types.Contains(type))
        {
            _faults.NotSupported(_paths.Of(at, "type"), Types);
        }

        foreach (var (field, words) in Unsupported)
        {
            if (at[field] is { Exists: true } there && !(there.Kind == NodeKind.Map && there.Count == 0) && !(there.Kind == NodeKind.String && there.Text.IsEmpty))
            {
                _faults.Forbidden(_paths.Of(at, field), words);
            }
        }

        if (type == "string" && at["format"].AsString() is { Length: > 0 } format && !CustomResources.SchemaFormats.IsKnown(format))
        {
            _faults.Warn(new Spot(_faults.Root, "", at["format"]), $"unrecognized format \"{format}\"");
        }

        if (at["items"].Kind == NodeKind.List)
        {
            _faults.Forbidden(_paths.Of(at, "items"), "items must be a schema object and not an array");
        }

        if (at["uniqueItems"].IsTrue)
        {
            _faults.Forbidden(_paths.Of(at, "uniqueItems"), "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }

        if (at["x-kubernetes-preserve-unknown-fields"].IsFalse)
        {
            _faults.Invalid(_paths.Of(at, "x-kubernetes-preserve-unknown-fields"), "must be true or undefined");
        }

        if (at["additionalProperties"].Exists && !at["additionalProperties"].IsTrue && at["properties"].Count > 0)
        {
            _faults.Forbidden(_paths.Of(at, "additionalProperties"), "additionalProperties and properties are mutual exclusive");
        }

        if (at["default"] is { Exists: true } usual)
        {
            if (noDefaults is not null)
            {
                _faults.Forbidden(_paths.Of(at, "default"), noDefaults);
            }
            else
            {
                Default(at, usual, type);
            }
        }
    }

    private void Default(Node at, Node usual, string type)
    {
        if (!Fits(usual, type) && !(usual.Kind == NodeKind.Null && at["nullable"].IsTrue) && !at["x-kubernetes-int-or-string"].IsTrue)
        {
            _faults.Tell(FaultReason.TypeInvalid, _paths.Of(at, "default"), $"Invalid value: in body must be of type {type}");
        }

        if (at["enum"] is { Kind: NodeKind.List, Count: > 0 } closed && !PodRules.Items(closed).Exists(one => SameValue.Are(one, usual)))
        {
            _faults.NotSupported(_paths.Of(at, "default"), [.. PodRules.Items(closed).Select(one => one.AsString() ?? "").Where(one => one.Length > 0)]);
        }
    }

    private static bool Fits(Node value, string type) => type switch
    {
        "string" => value.Kind == NodeKind.String,
        "boolean" => value.Kind == NodeKind.Bool,
        "integer" => value.Kind is NodeKind.Int or NodeKind.UInt || value.Kind == NodeKind.Double && value.Double == Math.Floor(value.Double),
        "number" => value.Kind is NodeKind.Int or NodeKind.UInt or NodeKind.Double,
        "array" => value.Kind == NodeKind.List,
        "object" => value.Kind == NodeKind.Map,
        _ => true,
    };

    private void Structure(Node at, Level level)
    {
        var type = at["type"].AsString() ?? "";
        var isResource = at["x-kubernetes-embedded-resource"].IsTrue;
        var (isEither, keeps) = (at["x-kubernetes-int-or-string"].IsTrue, at["x-kubernetes-preserve-unknown-fields"].IsTrue);
        if (type == "array" && !at["items"].Exists)
        {
            _faults.Required(_paths.Of(at, "items"), "must be specified");
        }

        if (level == Level.Root && at["additionalProperties"].Exists && !at["additionalProperties"].IsFalse)
        {
            _faults.Forbidden(_paths.Of(at, "additionalProperties"), "must not be used at the root");
        }

        if (isResource && type != "object")
        {
            const string Words = "must be object if x-kubernetes-embedded-resource is true";
            Wrong(at, type, Words);
        }
        else if (type.Length == 0 && !isEither && !keeps)
        {
            _faults.Required(_paths.Of(at, "type"), level switch
            {
                Level.Root => "must not be empty at the root",
                Level.Item => "must not be empty for specified array items",
                _ => "must not be empty for specified object fields",
            });
        }

        if (level == Level.Root && type.Length > 0 && type != "object")
        {
            _faults.Invalid(_paths.Of(at, "type"), "must be object at the root");
        }

        if (isEither && keeps)
        {
            _faults.Invalid(_paths.Of(at, "x-kubernetes-preserve-unknown-fields"), "must be false if x-kubernetes-int-or-string is true");
        }

        if (isEither && isResource)
        {
            _faults.Invalid(_paths.Of(at, "x-kubernetes-embedded-resource"), "must be false if x-kubernetes-int-or-string is true");
        }

        if (isResource && !keeps && at["properties"].Count == 0)
        {
            _faults.Required(_paths.Of(at, "properties"), "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields");
        }

        if (level == Level.Root || isResource)
        {
            Metadata(at, level);
        }
    }

    private void Wrong(Node at, string type, string words)
    {
        if (type.Length == 0)
        {
            _faults.Required(_paths.Of(at, "type"), words);
        }
        else
        {
            _faults.Invalid(_paths.Of(at, "type"), words);
        }
    }

    private void Metadata(Node at, Level level)
    {
        foreach (var name in (ReadOnlySpan<string>)["kind", "apiVersion"])
        {
            if (at["properties"][name] is { Exists: true } field && !field["type"].Is("string"))
            {
                _faults.Invalid(_paths.Of(field, "type"), "must be string");
            }
        }

        var metadata = at["properties"]["metadata"];
        if (!metadata.Exists)
        {
            return;
        }

        if (!metadata["type"].Is("object"))
        {
            _faults.Invalid(_paths.Of(metadata, "type"), "must be object");
        }

        var saysMore = false;
        foreach (var field in metadata.Fields)
        {
            saysMore |= field.Key switch
            {
                "type" or "default" => false,
                "properties" => PropertyOtherThanName(field),
                _ => !Check.IsEmpty(field) && !field.IsFalse,
            };
        }

        if (level == Level.Root && saysMore)
        {
            _faults.Forbidden(_paths.Named(metadata, ""), "must not specify anything other than name and generateName, but metadata is implicitly specified");
        }
    }

    private static bool PropertyOtherThanName(Node properties)
    {
        foreach (var property in properties.Fields)
        {
            if (property.Key is not ("name" or "generateName"))
            {
                return true;
            }
        }

        return false;
    }

    private void Lists(Node at)
    {
        var (type, list, map, items) = (at["type"].AsString() ?? "", at["x-kubernetes-list-type"], at["x-kubernetes-map-type"], at["items"]);
        if (map.Exists)
        {
            if (type != "object")
            {
                Wrong(at, type, "must be object if x-kubernetes-map-type is specified");
            }

            if (!map.Is("atomic") && !map.Is("granular"))
            {
                _faults.NotSupported(_paths.Of(at, "x-kubernetes-map-type"), "atomic", "granular");
            }
        }

        if (list.Exists)
        {
            if (type != "array")
            {
                Wrong(at, type, "must be array if x-kubernetes-list-type is specified");
            }
            else if (list.Is("set"))
            {
                SetItems(items);
            }

            if (!list.Is("atomic") && !list.Is("set") && !list.Is("map"))
            {
                _faults.NotSupported(_paths.Of(at, "x-kubernetes-list-type"), "atomic", "set", "map");
            }
        }

        if (at["x-kubernetes-list-map-keys"].Count > 0 && !list.Is("map"))
        {
            const string Words = "must be map if x-kubernetes-list-map-keys is non-empty";
            if (list.Exists)
            {
                _faults.Invalid(_paths.Of(at, "x-kubernetes-list-type"), Words);
            }
            else
            {
                _faults.Required(_paths.Of(at, "x-kubernetes-list-type"), Words);
            }
        }

        if (list.Is("map"))
        {
            Keys(at, items);
        }

        if ((list.Is("map") || list.Is("set")) && items["nullable"].IsTrue)
        {
            _faults.Forbidden(_paths.Of(items, "nullable"), $"cannot be nullable when x-kubernetes-list-type is {list.AsString()}");
        }
    }

    private void SetItems(Node items)
    {
        const string Words = "must be atomic as item of a list with x-kubernetes-list-type=set";
        if (items["type"].Is("array") && items["x-kubernetes-list-type"] is { Exists: true } inner && !inner.Is("atomic"))
        {
            _faults.Invalid(_paths.Of(items, "x-kubernetes-list-type"), Words);
        }
        else if (items["type"].Is("object") && !items["x-kubernetes-map-type"].Is("atomic"))
        {
            _faults.Invalid(_paths.Of(items, "x-kubernetes-map-type"), Words);
        }
    }

    private void Keys(Node at, Node items)
    {
        var keys = at["x-kubernetes-list-map-keys"];
        if (keys.Count == 0)
        {
            _faults.Required(_paths.Of(at, "x-kubernetes-list-map-keys"), "must not be empty if x-kubernetes-list-type is map");
        }

        if (!items.Exists)
        {
            _faults.Required(_paths.Of(at, "items"), "must have a schema if x-kubernetes-list-type is map");
            return;
        }

        if (!items["type"].Is("object"))
        {
            _faults.Invalid(_paths.Of(items, "type"), "must be object if parent array's x-kubernetes-list-type is map");
            return;
        }

        var required = PodRules.Items(items["required"]).Select(one => one.AsString() ?? "").ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys.Items)
        {
            var name = key.AsString() ?? "";
            var property = items["properties"][name];
            if (!seen.Add(name))
            {
                _faults.Invalid(_paths.Of(at, "x-kubernetes-list-map-keys"), "must not contain duplicate entries");
            }

            if (!property.Exists)
            {
                _faults.Invalid(_paths.Of(at, "x-kubernetes-list-map-keys"), "entries must all be names of item properties");
                continue;
            }

            if (property["type"].Is("array") || property["type"].Is("object"))
            {
                _faults.Invalid(_paths.Of(property, "type"), "must be a scalar type if parent array's x-kubernetes-list-type is map");
            }

            if (!required.Contains(name) && !property["default"].Exists)
            {
                _faults.Required(_paths.Of(property, "default"), "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property");
            }

            if (property["nullable"].IsTrue)
            {
                _faults.Forbidden(_paths.Of(property, "nullable"), "this property is in x-kubernetes-list-map-keys, so it cannot be nullable");
            }
        }
    }
}
