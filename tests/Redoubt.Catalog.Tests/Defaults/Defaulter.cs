using System.Text.Json.Nodes;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Tests.Defaults;

/// <summary>
/// Makes of a manifest the object that the API server would make of it: defaults filled in, empty lists and maps left out. Rules must
/// judge both alike. What tells a stored object from a written one (`namespace`, `uid`, `stringData`) stays: a rule may
/// ask for it.
/// </summary>
internal static class Defaulter
{
    // Fields of Go that are no pointers: false is not told apart from absent, and left out.
    private static readonly HashSet<string> LeftOutIfFalse =
    [
        "V1PodSpec.hostIPC", "V1PodSpec.hostNetwork", "V1PodSpec.hostPID", "V1VolumeMount.readOnly", "V1Container.stdin",
        "V1Container.stdinOnce", "V1Container.tty", "V1PersistentVolumeClaimVolumeSource.readOnly", "V1ServiceSpec.publishNotReadyAddresses",
    ];

    /// <summary>The documents as one text of JSON documents, built-in ones with their defaults.</summary>
    public static string Manifests(IEnumerable<Document> documents) =>
        string.Join("\n---\n", documents.Select(d => Object(JsonNode.Parse(NodeJson.Text(d.Root))!.AsObject()).ToJsonString()));

    /// <summary>The same object with its defaults; one of a kind that is not built in stays as it is.</summary>
    public static JsonObject Object(JsonObject manifest)
    {
        var result = manifest.DeepClone().AsObject();
        var (apiVersion, kind) = (result["apiVersion"]?.ToString(), result["kind"]?.ToString() ?? "");
        if (!FieldIndex.Default.TryKind(apiVersion, kind, out var info) || info.Type is not { } type)
        {
            return result;
        }

        DefaultsTable.Apply(result, kind);
        Complete(result, type);
        ConditionalDefaults.Apply(result, kind);
        return result;
    }

    private static void Complete(JsonObject target, TypeInfo type)
    {
        DefaultsTable.Apply(target, type.Name);
        ConditionalDefaults.Apply(target, type.Name);
        foreach (var (name, value) in target.ToList())
        {
            if (type.TryField(name, out var field))
            {
                Field(target, type, field, value);
            }
        }
    }

    private static void Field(JsonObject target, TypeInfo type, FieldInfo field, JsonNode? value)
    {
        var isEmpty = value switch
        {
            null => true,
            JsonArray { Count: 0 } => true,
            JsonObject { Count: 0 } => field.Type.Kind == FieldKind.Map,
            JsonValue scalar => scalar.ToJsonString() == "false" && LeftOutIfFalse.Contains($"{type.Name}.{field.Name}"),
            _ => false,
        };
        if (isEmpty && field.Type.Kind != FieldKind.Any)
        {
            target.Remove(field.Name);
        }
        else
        {
            Values(value, field.Type);
        }
    }

    private static void Values(JsonNode? value, FieldType type)
    {
        if (type.Object is { } inner && value is JsonObject target)
        {
            Complete(target, inner);
        }
        else if (type.Kind == FieldKind.List && value is JsonArray list)
        {
            foreach (var item in list.ToList())
            {
                Values(item, type.Element!);
            }
        }
        else if (type.Kind == FieldKind.Map && value is JsonObject map)
        {
            foreach (var (_, item) in map.ToList())
            {
                Values(item, type.Element!);
            }
        }
    }
}
