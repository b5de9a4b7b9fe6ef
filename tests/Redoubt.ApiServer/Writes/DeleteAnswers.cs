using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Lists;
using Redoubt.ApiServer.Objects;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Resources;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Writes;

/// <summary>Objects that are deleted: at once, or, where something has to be done first, marked.</summary>
internal sealed class DeleteAnswers(Store store, TimeProvider clock)
{
    /// <summary>Deletes an object.</summary>
    public Written Delete(ApiResource resource, RequestPlace place, ApiRequest request)
    {
        var policy = request.Query["propagationPolicy"];
        if (policy is not ("" or "Foreground" or "Background" or "Orphan"))
        {
            const string Supported = "supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"";
            throw RefusalException.InvalidOptions("DeleteOptions", "FieldValueNotSupported", "propagationPolicy", $"Unsupported value: \"{policy}\": {Supported}");
        }

        var before = Existing(resource, place);
        var body = request.Body.Length > 0 ? WriteBody.Json(request.Text) as JsonObject : null;
        var uid = (string)before["metadata"]!["uid"]!;
        if ((string?)body?["preconditions"]?["uid"] is { } asked && asked != uid)
        {
            throw RefusalException.Conflict(
                resource.Group, resource.Kind, place.Name,
                $"the UID in the precondition ({asked}) does not match the UID in record ({uid}). The object might have been deleted and then recreated");
        }

        var isDryRun = request.Query.Has("dryRun") || body?["dryRun"] is not null;
        policy = policy.Length > 0 ? policy : (string?)body?["propagationPolicy"] ?? "";
        if (policy == "Foreground" || before["metadata"]!["finalizers"] is JsonArray { Count: > 0 })
        {
            return new Written(200, Shown.Whole(Closing(resource, place, before, policy, isDryRun), resource), []);
        }

        if (!isDryRun)
        {
            store.Delete(ListAnswers.NameOf(resource, place));
        }

        if (resource is { Group: "", Name: "pods" })
        {
            return new Written(200, Shown.Whole(Marked(before), resource), []);
        }

        var details = RefusalException.Details(place.Name, resource.Group, resource.Name);
        details["uid"] = uid;
        return new Written(200, new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["details"] = details }, []);
    }

    /// <summary>Deletes all objects of a list.</summary>
    public Written DeleteAll(ApiResource resource, RequestPlace place, ApiRequest request)
    {
        var list = new ListAnswers(store).List(resource, place, request.Query);
        foreach (var item in list["items"]!.AsArray())
        {
            var metadata = item!["metadata"]!;
            store.Delete(new ObjectName(resource.Group, resource.Name, (string?)metadata["namespace"] ?? "", (string)metadata["name"]!));
        }

        return new Written(200, list, []);
    }

    /// <summary>Evicts a pod: it has no node, so that it is gone at once.</summary>
    public Written Evict(ApiResource pods, RequestPlace place)
    {
        Existing(pods, place);
        store.Delete(ListAnswers.NameOf(pods, place));
        return new Written(201, new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 }, []);
    }

    private JsonObject Closing(ApiResource resource, RequestPlace place, JsonObject before, string policy, bool isDryRun)
    {
        var value = Marked(before);
        var metadata = (JsonObject)value["metadata"]!;
        if (policy == "Foreground")
        {
            var finalizers = metadata["finalizers"] as JsonArray ?? [];
            finalizers.Add("foregroundDeletion");
            metadata["finalizers"] = finalizers.Parent is null ? finalizers : finalizers.DeepClone();
        }

        if (!isDryRun)
        {
            store.Put(ListAnswers.NameOf(resource, place), value);
        }

        return value;
    }

    private JsonObject Marked(JsonObject before)
    {
        var value = (JsonObject)before.DeepClone();
        var metadata = (JsonObject)value["metadata"]!;
        metadata["deletionTimestamp"] = ObjectRules.Time(clock);
        metadata["deletionGracePeriodSeconds"] = 0;
        metadata["generation"] = (Number.Of(metadata["generation"]) ?? 0) + 1;
        return value;
    }

    private JsonObject Existing(ApiResource resource, RequestPlace place) =>
        store.Find(ListAnswers.NameOf(resource, place)) ?? throw RefusalException.NotFound(resource.Group, resource.Name, place.Name);
}
