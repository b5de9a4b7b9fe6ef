using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Objects;
using Redoubt.ApiServer.Resources;
using Redoubt.Evidence.Schema;

namespace Redoubt.ApiServer.Writes;

/// <summary>
/// Who set which field (<c>metadata.managedFields</c>): sets of paths in the form of <c>FieldsV1</c>, as
/// <c>sigs.k8s.io/structured-merge-diff</c> makes them of an object and of the one before it.
/// </summary>
internal sealed class ManagedFields
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Never anybody's: the server's own, and what names the object.
    private static readonly string[] NotOwned = ["name", "namespace", "uid", "creationTimestamp", "resourceVersion", "generation", "managedFields", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"];

    // Fields that an empty object of a built-in kind has already: they are nobody's themselves, only what is in them.
    private static readonly HashSet<string> AlwaysThere = new(
        ["spec", "status", "metadata", "template", "strategy", "updateStrategy", "jobTemplate", "containers", "backend", "scaleTargetRef"], StringComparer.Ordinal);

    private static readonly HashSet<string> AtomicTypes = new(
        ["V1LabelSelector", "V1NodeSelector", "V1NodeSelectorTerm", "V1LocalObjectReference", "V1SecretKeySelector", "V1ConfigMapKeySelector", "V1ObjectFieldSelector", "V1ResourceFieldSelector", "V1ObjectReference", "V1TypedLocalObjectReference", "V1RoleRef"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> AtomicMaps = new(["nodeSelector", "selector"], StringComparer.Ordinal);

    private readonly FieldType _type;
    private readonly string _apiVersion;
    private readonly bool _isCustom;

    private ManagedFields(FieldType type, string apiVersion, bool isCustom) => (_type, _apiVersion, _isCustom) = (type, apiVersion, isCustom);

    public static ManagedFields Of(ApiResource resource)
    {
        var type = BodyReader.TypeOf(resource) is { } known ? FieldType.ObjectOf(() => known) : FieldType.Any;
        return new ManagedFields(type, resource.ApiVersion, resource.Custom is not null);
    }

    /// <summary>Notes a change: what is other than before is the manager's and nobody else's.</summary>
    /// <param name="value">The object; gets the new list.</param>
    /// <param name="before">The object before; null if it is new.</param>
    /// <param name="manager">Who changes it.</param>
    /// <param name="operation"><c>Update</c>.</param>
    /// <param name="subresource">The part of the object that the request was for.</param>
    /// <param name="time">Now.</param>
    public void Update(JsonObject value, JsonObject? before, string manager, string operation, string subresource, string time)
    {
        var (now, then) = (SetOf(value), before is null ? [] : SetOf(before));
        var changed = new JsonObject();
        FieldSets.Changed(value, before, now, changed);
        var entries = new List<JsonObject>();
        var isFound = false;
        foreach (var entry in Entries(before ?? value))
        {
            var fields = (JsonObject)entry["fieldsV1"]!;
            FieldSets.Intersect(fields, now);
            var isOwn = (string?)entry["manager"] == manager && (string?)entry["operation"] == operation && ((string?)entry["subresource"] ?? "") == subresource && (string?)entry["apiVersion"] == _apiVersion;
            if (isOwn)
            {
                isFound = true;
                FieldSets.Union(fields, changed);
            }
            else
            {
                FieldSets.Subtract(fields, changed);
            }

            if (isOwn && (changed.Count > 0 || !JsonNode.DeepEquals(now, then)))
            {
                entry["time"] = time;
            }

            if (fields.Count > 0)
            {
                entries.Add(entry);
            }
        }

        if (!isFound && changed.Count > 0)
        {
            entries.Add(Entry(manager, operation, subresource, time, changed));
        }

        Write(value, entries);
    }

    /// <summary>What an applied configuration would take from others: the path of each field, and whose it is in words.</summary>
    public IEnumerable<(string Manager, string Path)> Conflicts(JsonObject applied, JsonObject live, string manager)
    {
        var set = SetOf(applied);
        foreach (var entry in Entries(live).Where(entry => (string?)entry["manager"] != manager || (string?)entry["operation"] != "Apply"))
        {
            foreach (var path in FieldSets.Common(set, (JsonObject)entry["fieldsV1"]!, "", applied, live))
            {
                yield return ($"\"{entry["manager"]}\"{((string?)entry["operation"] == "Apply" ? "" : $" using {entry["apiVersion"]}")}", path);
            }
        }
    }

    /// <summary>Notes that a configuration was applied: its fields are the manager's, and, if it was by force, nobody else's.</summary>
    public void Apply(JsonObject value, JsonObject applied, JsonObject? live, string manager, string time)
    {
        var set = SetOf(applied, isApplied: true);
        var entries = new List<JsonObject>();
        var isSame = false;
        foreach (var entry in live is null ? [] : Entries(live))
        {
            if ((string?)entry["manager"] == manager && (string?)entry["operation"] == "Apply")
            {
                isSame = JsonNode.DeepEquals(entry["fieldsV1"], set);
                if (isSame)
                {
                    entries.Add(entry);
                }

                continue;
            }

            var fields = (JsonObject)entry["fieldsV1"]!;
            FieldSets.Differing(fields, set, applied, live!);
            if (fields.Count > 0)
            {
                entries.Add(entry);
            }
        }

        if (!isSame)
        {
            entries.Add(Entry(manager, "Apply", "", time, set));
        }

        Write(value, entries);
    }

    /// <summary>The fields that a manager applied before and applies no more.</summary>
    public JsonObject Left(JsonObject applied, JsonObject live, string manager)
    {
        var before = Entries(live).FirstOrDefault(entry => (string?)entry["manager"] == manager && (string?)entry["operation"] == "Apply");
        if (before is null)
        {
            return [];
        }

        var fields = (JsonObject)before["fieldsV1"]!;
        FieldSets.Subtract(fields, SetOf(applied, isApplied: true));
        foreach (var other in Entries(live).Where(entry => (string?)entry["manager"] != manager))
        {
            FieldSets.Subtract(fields, (JsonObject)other["fieldsV1"]!);
        }

        return fields;
    }

    private JsonObject Entry(string manager, string operation, string subresource, string time, JsonObject fields)
    {
        var entry = new JsonObject { ["manager"] = manager, ["operation"] = operation, ["apiVersion"] = _apiVersion, ["time"] = time, ["fieldsType"] = "FieldsV1", ["fieldsV1"] = fields };
        if (subresource.Length > 0)
        {
            // What is changed through a part has no time: the server loses it on the way through the part's own type.
            entry["subresource"] = subresource;
            entry.Remove("time");
        }

        return entry;
    }

    private static JsonObject[] Entries(JsonObject value) =>
        (value["metadata"]?["managedFields"] as JsonArray ?? []).OfType<JsonObject>().Select(entry => (JsonObject)entry.DeepClone()).ToArray();

    private static void Write(JsonObject value, List<JsonObject> entries)
    {
        var metadata = (JsonObject)value["metadata"]!;
        metadata.Remove("managedFields");
        if (entries.Count > 0)
        {
            var ordered = entries.OrderBy(entry => (string?)entry["operation"], StringComparer.Ordinal).ThenBy(entry => (string?)entry["time"] ?? "", StringComparer.Ordinal).ThenBy(entry => (string?)entry["manager"], StringComparer.Ordinal);
            metadata["managedFields"] = new JsonArray([.. ordered]);
        }
    }

    private JsonObject SetOf(JsonObject value, bool isApplied = false)
    {
        var set = new JsonObject();
        foreach (var (name, field) in value)
        {
            if (name is "apiVersion" or "kind" || field is null)
            {
                continue;
            }

            var inside = name == "metadata" ? Metadata((JsonObject)field) : field;
            if (name != "metadata" || inside.AsObject().Count > 0)
            {
                set["f:" + name] = Tree(inside, FieldOf(_type, name), name, isApplied);
            }
        }

        return set;
    }

    private static JsonObject Metadata(JsonObject metadata)
    {
        var owned = (JsonObject)metadata.DeepClone();
        foreach (var name in NotOwned)
        {
            owned.Remove(name);
        }

        return owned;
    }

    private static FieldType FieldOf(FieldType type, string name) =>
        type.Kind == FieldKind.Map ? type.Element! : type.Kind == FieldKind.Object && type.Object!.TryField(name, out var field) ? field.Type : FieldType.Any;

    private JsonObject Tree(JsonNode? value, FieldType type, string name, bool isApplied)
    {
        var tree = new JsonObject();
        switch (value)
        {
            case JsonObject map when map.Count > 0 && !IsAtomic(type, name):
                foreach (var (key, inside) in map)
                {
                    tree["f:" + key] = Tree(inside, FieldOf(type, key), key, isApplied);
                }

                break;
            case JsonArray list when list.Count > 0 && KeysOf(type, name) is { Length: > 0 } keys:
                foreach (var item in list.OfType<JsonObject>())
                {
                    var key = "k:" + Key(item, keys);
                    var isTwice = tree.ContainsKey(key);
                    var inside = isTwice ? [] : Tree(item, type.Element!, "", isApplied);
                    if (!isTwice)
                    {
                        inside["."] = new JsonObject();
                    }

                    tree[key] = inside;
                }

                break;
            default:
                return tree;
        }

        if (!isApplied && (_isCustom ? name != "metadata" : !AlwaysThere.Contains(name)) && name.Length > 0)
        {
            tree["."] = new JsonObject();
        }

        return tree;
    }

    private static bool IsAtomic(FieldType type, string name) =>
        (type.Kind == FieldKind.Object && AtomicTypes.Contains(type.Object!.Name)) || (type.Kind == FieldKind.Map && AtomicMaps.Contains(name));

    private static string[] KeysOf(FieldType type, string name)
    {
        if (type.Kind != FieldKind.List || type.Element!.Kind != FieldKind.Object || name == "versions")
        {
            return [];
        }

        return ListKeys.GetValueOrDefault(type.Element.Object!.Name, []);
    }

    private static readonly Dictionary<string, string[]> ListKeys = new(StringComparer.Ordinal)
    {
        ["V1Container"] = ["name"],
        ["V1EphemeralContainer"] = ["name"],
        ["V1EnvVar"] = ["name"],
        ["V1ContainerPort"] = ["containerPort", "protocol"],
        ["V1VolumeMount"] = ["mountPath"],
        ["V1VolumeDevice"] = ["devicePath"],
        ["V1Volume"] = ["name"],
        ["V1ServicePort"] = ["port", "protocol"],
        ["V1HostAlias"] = ["ip"],
        ["V1TopologySpreadConstraint"] = ["topologyKey", "whenUnsatisfiable"],
        ["V1OwnerReference"] = ["uid"],
        ["V1LocalObjectReference"] = ["name"],
        ["V1DeploymentCondition"] = ["type"],
        ["V1PodCondition"] = ["type"],
        ["V1CustomResourceDefinitionCondition"] = ["type"],
    };

    private static string Key(JsonObject item, string[] keys)
    {
        var key = new JsonObject();
        foreach (var name in keys)
        {
            key[name] = item[name]?.DeepClone() ?? (name == "protocol" ? "TCP" : null);
        }

        return key.ToJsonString(Plain);
    }
}
