using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Lists;
using Redoubt.ApiServer.Objects;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Resources;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Writes;

/// <summary>A written object, or what is told in its place, with its code and the warnings on the way.</summary>
internal sealed record Written(int Code, JsonObject Body, IReadOnlyList<string> Warnings);

/// <summary>Objects that are made and changed.</summary>
internal sealed class WriteAnswers(Store store, Strategy strategy, Chance chance, TimeProvider clock)
{

    private const string Strategic = "application/strategic-merge-patch+json";

    /// <summary>Makes an object.</summary>
    public Written Create(ApiResource resource, RequestPlace place, ApiRequest request)
    {
        var options = WriteOptions.Read(request, "CreateOptions");
        var warnings = new List<string>();
        var value = WriteBody.Read(resource, request, options, warnings);
        CheckNamespace(value, place, resource);
        Name(value);
        strategy.Admit(resource, place.Namespace, value);
        var made = ObjectRules.Defaulted(value, resource);
        Prepare(made, resource);
        ManagedFields.Of(resource).Update(made, null, options.Manager, "Update", "", ObjectRules.Time(clock));
        return Keep(resource, place, made, options, warnings);
    }

    /// <summary>Replaces an object.</summary>
    public Written Update(ApiResource resource, RequestPlace place, ApiRequest request)
    {
        var options = WriteOptions.Read(request, "UpdateOptions");
        var warnings = new List<string>();
        var value = WriteBody.Read(resource, request, options, warnings);
        if ((string?)value["metadata"]?["name"] is { Length: > 0 } name && name != place.Name)
        {
            throw RefusalException.BadRequest($"the name of the object ({name}) does not match the name on the URL ({place.Name})");
        }

        CheckNamespace(value, place, resource);
        var before = Existing(resource, place);
        CheckUid(value, before, resource, place);
        return Change(resource, place, value, before, options, warnings);
    }

    /// <summary>Changes an object by a patch of one of four kinds.</summary>
    public Written Patch(ApiResource resource, RequestPlace place, ApiRequest request)
    {
        var kind = request.Header("content-type").Split(';')[0].Trim();
        string[] known = resource.Custom is null
            ? ["application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml"]
            : ["application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml"];
        if (!known.Contains(kind))
        {
            throw kind.EndsWith("-patch+json", StringComparison.Ordinal)
                ? RefusalException.Of(415, "UnsupportedMediaType", WriteBody.NotTaken + string.Join(", ", known)) : RefusalException.Of(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);
        }

        var options = WriteOptions.Read(request, "PatchOptions");
        if (kind == "application/apply-patch+yaml")
        {
            return Apply(resource, place, request, options);
        }

        var before = Existing(resource, place);
        var shown = Shown.Whole(before, resource);
        var patch = WriteBody.Json(request.Text);
        var value = kind switch
        {
            "application/json-patch+json" => Patches.Operations(shown, patch) ?? throw RefusalException.Of(422, "Invalid", "the server rejected our request due to an error in our request", []),
            "application/merge-patch+json" => (JsonObject)Patches.Merge(shown, patch)!,
            _ => Patches.Strategic(shown, patch as JsonObject ?? [], BodyReader.TypeOf(resource) is { } type ? Evidence.Schema.FieldType.ObjectOf(() => type) : Evidence.Schema.FieldType.Any),
        };
        var warnings = new List<string>();
        var read = BodyReader.Prune(value, resource);
        if (read.Problems.Count > 0 && options.IsStrict)
        {
            var message = $"Invalid value: {WriteBody.Quoted(WriteBody.GoText(kind == Strategic ? WriteBody.Unmerged(patch) : patch))}: strict decoding error: {string.Join(", ", read.Problems)}";
            throw RefusalException.Invalid("", "", "", ("FieldValueInvalid", "patch", message));
        }

        warnings.AddRange(options.IsWarned ? read.Problems : []);
        return Change(resource, place, read.Value, before, options, warnings);
    }

    /// <summary>The scale of an object that has replicas.</summary>
    public JsonObject Scale(ApiResource resource, RequestPlace place) => ScaleOf(Existing(resource, place));

    /// <summary>Changes the scale of an object.</summary>
    public Written Scale(ApiResource resource, RequestPlace place, ApiRequest request)
    {
        var options = WriteOptions.Read(request, "PatchOptions");
        var before = Existing(resource, place);
        var scale = request.Method == "PUT" ? WriteBody.Json(request.Text) : Patches.Merge(ScaleOf(before), WriteBody.Json(request.Text));
        var value = (JsonObject)before.DeepClone();
        value["spec"]!["replicas"] = scale!["spec"]?["replicas"]?.DeepClone() ?? 0;
        var written = Change(resource, place, value, before, options, [], "scale");
        return new Written(200, ScaleOf(written.Body), []);
    }

    private static JsonObject ScaleOf(JsonObject value)
    {
        var metadata = new JsonObject();
        foreach (var field in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            metadata[field] = value["metadata"]![field]?.DeepClone();
        }

        var selector = (value["spec"]!["selector"]?["matchLabels"] ?? value["spec"]!["selector"]) as JsonObject ?? [];
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = value["spec"]!["replicas"]?.DeepClone() ?? 1 },
            ["status"] = new JsonObject { ["replicas"] = value["status"]?["replicas"]?.DeepClone() ?? 0, ["selector"] = string.Join(',', selector.Select(one => $"{one.Key}={one.Value}")) },
        };
    }

    private Written Apply(ApiResource resource, RequestPlace place, ApiRequest request, WriteOptions options)
    {
        if (!request.Query.Has("fieldManager"))
        {
            throw RefusalException.InvalidOptions("PatchOptions", "FieldValueRequired", "fieldManager", "Required value: is required for apply patch");
        }

        var text = request.Text;
        if (Evidence.Read.ValueReader.Read("patch.yaml", text, []) is not [var root, ..] || root["kind"].Text.IsEmpty || root["apiVersion"].Text.IsEmpty)
        {
            throw RefusalException.BadRequest("invalid object type: /, Kind=");
        }

        var read = BodyReader.Read(text, isYaml: true, resource);
        if (read.Problems.FirstOrDefault(problem => problem.StartsWith("unknown field", StringComparison.Ordinal)) is { } unknown)
        {
            var path = unknown.Split('"')[1];
            var ns = (string?)read.Value["metadata"]?["namespace"] ?? "";
            var group = resource.Group.Length > 0 ? resource.Group : "";
            throw RefusalException.Of(500, "", $"failed to create typed patch object ({ns}/{place.Name}; {group}/{resource.Version}, Kind={resource.Kind}): .{path}: field not declared in schema");
        }

        var applied = read.Value;
        var (fields, time) = (ManagedFields.Of(resource), ObjectRules.Time(clock));
        var metadata = applied["metadata"] as JsonObject ?? (JsonObject)(applied["metadata"] = new JsonObject());
        metadata["name"] = place.Name;
        if (store.Find(ListAnswers.NameOf(resource, place)) is not { } live)
        {
            strategy.Admit(resource, place.Namespace, applied);
            CheckNamespace(applied, place, resource);
            var made = ObjectRules.Defaulted((JsonObject)applied.DeepClone(), resource);
            Prepare(made, resource);
            fields.Apply(made, applied, null, options.Manager, time);
            return Keep(resource, place, made, options, []);
        }

        var conflicts = options.IsForced ? [] : fields.Conflicts(applied, live, options.Manager).ToArray();
        if (conflicts.Length > 0)
        {
            throw Conflict(conflicts);
        }

        var shown = Shown.Whole(live, resource);
        foreach (var (step, _) in fields.Left(applied, live, options.Manager))
        {
            Forget(shown, step, fields.Left(applied, live, options.Manager)[step]!.AsObject());
        }

        var type = BodyReader.TypeOf(resource) is { } known ? Evidence.Schema.FieldType.ObjectOf(() => known) : Evidence.Schema.FieldType.Any;
        var merged = Patches.Strategic(shown, applied, type);
        var value = ObjectRules.Defaulted(merged, resource);
        fields.Apply(value, applied, live, options.Manager, time);
        return Store(resource, place, value, live, options, []);
    }

    private static void Forget(JsonObject from, string step, JsonObject inside)
    {
        if (!step.StartsWith("f:", StringComparison.Ordinal))
        {
            return;
        }

        if (inside.Count == 0)
        {
            from.Remove(step[2..]);
        }
        else if (from[step[2..]] is JsonObject below)
        {
            foreach (var (name, more) in inside)
            {
                Forget(below, name, (JsonObject)more!);
            }
        }
    }

    private static RefusalException Conflict((string Manager, string Path)[] conflicts)
    {
        var causes = conflicts.Select(one => (JsonNode)new JsonObject { ["reason"] = "FieldManagerConflict", ["message"] = $"conflict with {one.Manager}", ["field"] = one.Path });
        var managers = conflicts.GroupBy(one => one.Manager).Select(group => group.Count() == 1
            ? $"conflict with {group.Key}: {group.First().Path}" : $"conflicts with {group.Key}:{string.Concat(group.Select(one => $"\n- {one.Path}"))}");
        var count = conflicts.Length == 1 ? "1 conflict" : $"{conflicts.Length} conflicts";
        return RefusalException.Of(409, "Conflict", $"Apply failed with {count}: {string.Join('\n', managers)}", new JsonObject { ["causes"] = new JsonArray([.. causes]) });
    }

    private Written Change(ApiResource resource, RequestPlace place, JsonObject value, JsonObject before, WriteOptions options, List<string> warnings, string subresource = "")
    {
        var metadata = value["metadata"] as JsonObject ?? (JsonObject)(value["metadata"] = new JsonObject());
        if ((string?)metadata["resourceVersion"] is { Length: > 0 } version && version != (string?)before["metadata"]!["resourceVersion"])
        {
            throw RefusalException.Conflict(resource.Group, resource.Name, place.Name);
        }

        var made = subresource.Length > 0 ? value : ObjectRules.Defaulted(value, resource);
        var old = (JsonObject)before["metadata"]!;
        var now = (JsonObject)made["metadata"]!;
        foreach (var field in (string[])["name", "namespace", "uid", "creationTimestamp", "resourceVersion", "generation", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            now.Remove(field);
            if (old[field] is { } kept)
            {
                now[field] = kept.DeepClone();
            }
        }

        if (place.Subresource.Length == 0 && before["status"] is { } status)
        {
            made["status"] = status.DeepClone();
        }

        var frozen = Strategy.Frozen(resource, made, before).ToArray();
        var causes = frozen.Length > 0 ? frozen : [.. ObjectRules.Faults(made, resource, warnings)];
        if (causes.Length > 0)
        {
            throw RefusalException.Invalid(resource.Kind, resource.Group, place.Name, causes);
        }

        ManagedFields.Of(resource).Update(made, before, options.Manager, "Update", subresource, ObjectRules.Time(clock));
        return Store(resource, place, made, before, options, warnings);
    }

    private Written Store(ApiResource resource, RequestPlace place, JsonObject value, JsonObject before, WriteOptions options, List<string> warnings)
    {
        var metadata = (JsonObject)value["metadata"]!;
        if (JsonNode.DeepEquals(Timeless(value), Timeless(before)))
        {
            return new Written(200, Shown.Whole(before, resource), warnings);
        }

        if (Strategy.HasGeneration(resource) && !JsonNode.DeepEquals(value["spec"], before["spec"]))
        {
            metadata["generation"] = (Number.Of(metadata["generation"]) ?? 1) + 1;
        }

        if (!options.IsDryRun)
        {
            store.Put(ListAnswers.NameOf(resource, place), value);
        }

        return new Written(200, Shown.Whole(value, resource), warnings);
    }

    private static JsonObject Timeless(JsonObject value)
    {
        var copy = (JsonObject)value.DeepClone();
        (copy["kind"], copy["apiVersion"]) = (null, null);
        foreach (var entry in (copy["metadata"]?["managedFields"] as JsonArray ?? []).OfType<JsonObject>())
        {
            entry.Remove("time");
        }

        return copy;
    }

    private Written Keep(ApiResource resource, RequestPlace place, JsonObject made, WriteOptions options, List<string> warnings)
    {
        var name = (string?)made["metadata"]!["name"] ?? "";
        var causes = ObjectRules.Faults(made, resource, warnings);
        if (causes.Count > 0)
        {
            throw RefusalException.Invalid(resource.Kind, resource.Group, name, causes);
        }

        strategy.Complete(resource, made);
        var at = new ObjectName(resource.Group, resource.Name, resource.IsNamespaced ? place.Namespace : "", name);
        if (store.Find(at) is not null)
        {
            throw RefusalException.Of(409, "AlreadyExists", $"{RefusalException.Qualified(resource.Name, resource.Group)} \"{name}\" already exists", RefusalException.Details(name, resource.Group, resource.Name));
        }

        if (!options.IsDryRun)
        {
            store.Put(at, made);
            if (resource.Name == ResourceTable.Definitions)
            {
                store.Serve((string)made["spec"]!["group"]!, (string)made["spec"]!["names"]!["plural"]!);
            }
        }

        return new Written(201, Shown.Whole(made, resource), warnings);
    }

    private void Prepare(JsonObject value, ApiResource resource)
    {
        var metadata = (JsonObject)value["metadata"]!;
        metadata["uid"] = chance.Uid();
        metadata["creationTimestamp"] = ObjectRules.Time(clock);
        foreach (var field in (string[])["resourceVersion", "managedFields", "selfLink", "generation", "deletionTimestamp"])
        {
            metadata.Remove(field);
        }

        if (Strategy.HasGeneration(resource))
        {
            metadata["generation"] = 1;
        }

        if (resource.Custom is null)
        {
            value.Remove("status");
        }
    }

    private static void CheckNamespace(JsonObject value, RequestPlace place, ApiResource resource)
    {
        if (!resource.IsNamespaced)
        {
            return;
        }

        var metadata = (JsonObject)value["metadata"]!;
        if ((string?)metadata["namespace"] is { Length: > 0 } ns && ns != place.Namespace)
        {
            throw RefusalException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        metadata["namespace"] = place.Namespace;
    }

    private void Name(JsonObject value)
    {
        var metadata = (JsonObject)value["metadata"]!;
        if (string.IsNullOrEmpty((string?)metadata["name"]) && (string?)metadata["generateName"] is { Length: > 0 } prefix)
        {
            metadata["name"] = prefix + chance.Name();
        }
    }

    private JsonObject Existing(ApiResource resource, RequestPlace place) =>
        store.Find(ListAnswers.NameOf(resource, place)) ?? throw RefusalException.NotFound(resource.Group, resource.Name, place.Name);

    private static void CheckUid(JsonObject value, JsonObject before, ApiResource resource, RequestPlace place)
    {
        if ((string?)value["metadata"]?["uid"] is { Length: > 0 } uid && uid != (string?)before["metadata"]!["uid"])
        {
            var key = string.Join('/', ((string[])["/registry", resource.Name, place.Namespace, place.Name]).Where(part => part.Length > 0));
            throw RefusalException.Conflict(
                resource.Group, resource.Name, place.Name,
                $"StorageError: invalid object, Code: 4, Key: {key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {uid}, UID in object meta: {before["metadata"]!["uid"]}");
        }
    }
}
