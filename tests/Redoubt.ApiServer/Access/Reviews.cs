using System.Text.Json.Nodes;
using Redoubt.Access;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Objects;
using Redoubt.ApiServer.Resources;
using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.ApiServer.Access;

/// <summary>Questions that are objects, and never kept: who may what, and who one is.</summary>
internal sealed class Reviews(Gate gate, TimeProvider clock)
{
    /// <summary>Whether a resource is such a question.</summary>
    public static bool Has(ApiResource resource) => resource.Group is "authorization.k8s.io" or "authentication.k8s.io" && resource.Verbs is ["create"] && resource.Subresource.Length == 0;

    /// <summary>The question with its answer.</summary>
    public JsonObject Answer(ApiResource resource, Identity who, JsonObject review, string manager)
    {
        var spec = review["spec"] as JsonObject ?? [];
        var answered = new JsonObject { ["kind"] = resource.Kind, ["apiVersion"] = resource.ApiVersion, ["metadata"] = new JsonObject() };
        switch (resource.Kind)
        {
            case "SelfSubjectAccessReview" or "SubjectAccessReview" or "LocalSubjectAccessReview":
                var asked = resource.Kind == "SelfSubjectAccessReview" ? who : Asked(spec);
                Check(resource, spec);
                Managed(answered, resource, review, manager);
                answered["spec"] = spec.DeepClone();
                answered["status"] = Status(gate.Decide(asked, Attributes(asked, spec)));
                break;
            case "SelfSubjectRulesReview":
                answered["spec"] = new JsonObject();
                answered["status"] = Rules(who, (string?)spec["namespace"] is { Length: > 0 } ns ? ns : throw RefusalException.BadRequest("no namespace on request"));
                break;
            case "SelfSubjectReview":
                answered["metadata"] = new JsonObject { ["creationTimestamp"] = ObjectRules.Time(clock) };
                answered["status"] = new JsonObject { ["userInfo"] = UserInfo(who) };
                break;
            default:
                Managed(answered, resource, review, manager);
                answered["spec"] = spec.DeepClone();
                answered["status"] = new JsonObject { ["user"] = new JsonObject(), ["error"] = "invalid bearer token" };
                break;
        }

        return answered;
    }

    private void Managed(JsonObject answered, ApiResource resource, JsonObject review, string manager)
    {
        var kept = new JsonObject { ["metadata"] = new JsonObject(), ["spec"] = review["spec"]?.DeepClone() };
        Writes.ManagedFields.Of(resource).Update(kept, null, manager, "Update", "", ObjectRules.Time(clock));
        answered["metadata"] = kept["metadata"]!.DeepClone();
    }

    private static void Check(ApiResource resource, JsonObject spec)
    {
        if ((spec["resourceAttributes"] is null) == (spec["nonResourceAttributes"] is null))
        {
            var shown = spec["nonResourceAttributes"] is JsonObject path ? $"{{\"Path\":\"{path["path"]}\",\"Verb\":\"{path["verb"]}\"}}" : "null";
            throw RefusalException.Invalid("", resource.Group, "", ("FieldValueInvalid", "spec", $"Invalid value: {shown}: exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }
    }

    private static Identity Asked(JsonObject spec) => new((string?)spec["user"] ?? "", (string?)spec["uid"] ?? "", [.. (spec["groups"] as JsonArray ?? []).Select(one => (string)one!)]);

    private static AccessAttributes Attributes(Identity who, JsonObject spec)
    {
        string Text(string part, string field) => (string?)spec[part]?[field] ?? "";
        const string Resource = "resourceAttributes";
        const string Other = "nonResourceAttributes";
        return spec[Other] is null
            ? Gate.Attributes(who, Text(Resource, "verb"), Text(Resource, "group"), Text(Resource, "resource"), Text(Resource, "subresource"), Text(Resource, "namespace"), Text(Resource, "name"))
            : new AccessAttributes { User = new AccessUser(who.Name, who.Groups), Verb = Text(Other, "verb"), Path = Text(Other, "path") };
    }

    private static JsonObject Status(AccessDecision decision)
    {
        var status = new JsonObject { ["allowed"] = decision.IsAllowed };
        if (decision.Reason.Length > 0)
        {
            status["reason"] = decision.Reason;
        }

        return status;
    }

    private JsonObject Rules(Identity who, string ns)
    {
        var (resources, paths) = (new JsonArray(), new JsonArray());
        foreach (var grant in gate.RulesOf(who, ns))
        {
            var rule = grant.Rule;
            var shown = new JsonObject { ["verbs"] = Texts(rule.Verbs) };
            if (rule.Paths.Count > 0)
            {
                shown["nonResourceURLs"] = Texts(rule.Paths);
                paths.Add(shown);
                continue;
            }

            (shown["apiGroups"], shown["resources"]) = (Texts(rule.Groups), Texts(rule.Resources));
            if (rule.Names.Count > 0)
            {
                shown["resourceNames"] = Texts(rule.Names);
            }

            resources.Add(shown);
        }

        return new JsonObject { ["resourceRules"] = resources, ["nonResourceRules"] = paths, ["incomplete"] = false };
    }

    private static JsonObject UserInfo(Identity who)
    {
        var info = new JsonObject { ["username"] = who.Name };
        if (who.Uid.Length > 0)
        {
            info["uid"] = who.Uid;
        }

        info["groups"] = Texts(who.Groups);
        if (who.Credential.Length > 0)
        {
            info["extra"] = new JsonObject { ["authentication.kubernetes.io/credential-id"] = Texts([who.Credential]) };
        }

        return info;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
